import { expect } from '@jest/globals'
import { catalogue } from '../../src/i18n/index.js'
import { type Diagnostic, sentencesOf } from '../../src/reasons/index.js'
import type { Recorder } from '../support/recorder.js'

/** As long and of the same letters as HeadHunter, GitHub and Telegram make them. */
export const SECRETS = {
  clientSecret: 'CLIENTSECRETQ7W3E5R1T9Y2U4I6O8P0A1S3D5F7G9H2J4K6L8Z0X1C3V5B7N9M2',
  accessToken: 'USERACCESSQ7W3E5R1T9Y2U4I6O8P0A1S3D5F7G9H2J4K6L8Z0X1C3V5B7N9M2Q4',
  refreshToken: 'USERREFRESHW3E5R1T9Y2U4I6O8P0A1S3D5F7G9H2J4K6L8Z0X1C3V5B7N9M2Q4W6',
  code: 'CODEQ7W3E5R1T9Y2U4I6O8P0A1S3D5F7G9H2J4K6L8Z0X1C3V5B7N9M2Q4W6E8R0T1',
  githubToken: 'github_pat_11ABCDEFG0Q7W3E5R1T9Y2_U4I6O8P0A1S3D5F7G9H2J4K6L8Z0X1C3V5B7N9M2Q4W6E8R',
  botToken: '7123456789:AAQ7W3E5R1T9Y2U4I6O8P0A1S3D5F7G9H2J',
} as const

/** No secret in it, whole or as JSON. */
export function expectNoSecret(...values: unknown[]): void {
  const text = JSON.stringify(values)
  expect(Object.values(SECRETS).filter((secret) => text.includes(secret))).toEqual([])
}

/** A diagnostic that both catalogues know, with sentences that hold no secret. */
export function expectPrintable(diagnostic: Diagnostic): void {
  const sentences = (['en', 'ru'] as const).flatMap((language) => {
    const message = catalogue(language).reasons[diagnostic.reason]
    return [message.title, ...sentencesOf(message, diagnostic.details)]
  })
  for (const sentence of sentences) expect(sentence).toMatch(/\S/)
  expectNoSecret(diagnostic, sentences)
}

/** The progress contains no secret. */
export const expectDiscreet = ({ events, lines }: Recorder): void => expectNoSecret(events, lines)
