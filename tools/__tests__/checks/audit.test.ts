import { describe, expect, test } from '@jest/globals'
import { readAudit } from '../../checks/audit.mjs'

describe('the answer of npm audit', () => {
  test('without vulnerabilities passes', () => {
    expect(readAudit('{"auditReportVersion":2,"vulnerabilities":{},"metadata":{}}')).toEqual([])
  })

  test('with one names it', () => {
    const vulnerabilities = { undici: { name: 'undici', severity: 'high', range: '<6.21.2' } }

    expect(readAudit(JSON.stringify({ vulnerabilities }))).toEqual([
      {
        file: 'package-lock.json',
        message: 'undici <6.21.2 has a known vulnerability (high): see `npm audit`',
      },
    ])
  })

  test.each([
    ['{"message":"connect ECONNREFUSED 127.0.0.1:9","error":{}}', 'connect ECONNREFUSED 127.0.0.1:9'],
    ['spawnSync npm ETIMEDOUT', 'spawnSync npm ETIMEDOUT'],
    ['', 'npm said nothing'],
  ])('that never came is reported, and fails nothing: %j', (output, reason) => {
    expect(readAudit(output)).toEqual([
      {
        file: 'package-lock.json',
        note: true,
        message: `not audited, the registry did not answer: ${reason}`,
      },
    ])
  })
})
