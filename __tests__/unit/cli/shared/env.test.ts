import { describe, expect, test } from '@jest/globals'
import { createEnvSource, settingName } from '../../../../src/cli/shared/env.js'
import type { InputName } from '../../../../src/settings/settings.js'

describe('settings outside Actions', () => {
  test.each([
    ['client-id', 'HH_CLIENT_ID'],
    ['max-wait', 'HH_MAX_WAIT'],
    ['github-token', 'HH_GITHUB_TOKEN'],
    ['telegram-bot-token', 'TG_BOT_TOKEN'],
    ['telegram-chat-id', 'TG_CHAT_ID'],
    ['telegram-api-url', 'HH_TELEGRAM_API_URL'],
  ] as [InputName, string][])('%s is %s', (input, name) => expect(settingName(input)).toBe(name))

  test('options outweigh the environment, which outweighs the file', () => {
    const file = { HH_NOTIFY: 'file', HH_HOST: 'file', HH_LANGUAGE: 'file' }
    const environment = { HH_NOTIFY: 'environment', HH_HOST: 'environment', HH_LANGUAGE: '' }
    const source = createEnvSource({
      environment,
      file,
      overrides: { notify: { value: 'option', as: '--notify' } },
    })
    expect(['notify', 'host', 'language', 'redact'].map((name) => source.read(name as InputName))).toEqual([
      'option',
      'environment',
      'file',
      '',
    ])
    expect(source.nameOf('notify')).toBe('--notify')
    expect(source.nameOf('host')).toBe('HH_HOST')
  })
})
