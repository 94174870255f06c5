import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import { DEFAULTS, type InputName, readSettings, type Settings } from '../../../src/settings/settings.js'

const GIVEN: Partial<Record<InputName, string>> = {
  'client-id': 'ID',
  'client-secret': 'SECRET',
  'access-token': 'ACCESS',
}

const read = (inputs: Partial<Record<InputName, string>>) =>
  readSettings({ read: (name) => ({ ...GIVEN, ...inputs })[name] ?? '', nameOf: (name) => name })

const settings = (inputs: Partial<Record<InputName, string>>): Settings => {
  const result = read(inputs)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.settings
}
const problems = (inputs: Partial<Record<InputName, string>>): string[] => {
  const result = read(inputs)
  return result.ok ? [] : result.problems.map((problem) => `${problem.input}: ${problem.kind}`)
}

const action = parse(readFileSync('action.yml', 'utf8'))

describe('defaults', () => {
  test('are those of action.yml', () => {
    const documented = Object.fromEntries(
      Object.entries<{ default?: string }>(action.inputs)
        .map(([name, input]) => [name, input.default ?? ''])
        .filter(([name, value]) => value !== '' && name !== 'github-api-url'),
    )
    const { 'github-api-url': _, ...ours } = DEFAULTS
    expect(ours).toEqual(documented)
    expect(action.inputs['github-api-url'].default).toBe('$'.concat('{{ github.api_url }}'))
  })

  test('settings of the least that may be given', () => {
    expect(settings({})).toEqual({
      clientId: 'ID',
      clientSecret: 'SECRET',
      accessToken: 'ACCESS',
      refreshToken: undefined,
      authCode: undefined,
      redirectUri: 'http://localhost:8080',
      resumeIds: 'all',
      githubToken: undefined,
      accessTokenSecret: 'HH_ACCESS_TOKEN',
      refreshTokenSecret: 'HH_REFRESH_TOKEN',
      environment: undefined,
      maxWaitMs: 0,
      dryRun: false,
      telegram: undefined,
      notify: 'changes',
      language: 'en',
      redact: 'auto',
      host: 'hh.ru',
      apiUrl: 'https://api.hh.ru',
      userAgent: undefined,
      requestTimeoutMs: 30 * SECOND,
      githubApiUrl: 'https://api.github.com',
    })
  })
})

describe('values that are understood', () => {
  test.each<[InputName, string, keyof Settings, unknown]>([
    ['access-token', '  ACCESS\n', 'accessToken', 'ACCESS'],
    ['auth-code', 'hhrc1.AB\n CD', 'authCode', 'hhrc1.AB\n CD'],
    ['resume-ids', 'a1, b2\nc3  a1,', 'resumeIds', ['a1', 'b2', 'c3']],
    ['resume-ids', 'ALL', 'resumeIds', 'all'],
    ['resume-ids', ' , ', 'resumeIds', 'all'],
    ['max-wait', '0', 'maxWaitMs', 0],
    ['max-wait', '90s', 'maxWaitMs', 90 * SECOND],
    ['max-wait', '15m', 'maxWaitMs', 15 * MINUTE],
    ['max-wait', '1.5h', 'maxWaitMs', 90 * MINUTE],
    ['max-wait', '5h', 'maxWaitMs', 5 * HOUR],
    ['dry-run', 'TRUE', 'dryRun', true],
    ['dry-run', 'False', 'dryRun', false],
    ['host', 'rabota.by', 'host', 'rabota.by'],
    ['api-url', 'https://proxy.example/hh/', 'apiUrl', 'https://proxy.example/hh'],
    ['api-url', 'http://127.0.0.1:8081', 'apiUrl', 'http://127.0.0.1:8081'],
    ['api-url', 'http://[::1]:8081', 'apiUrl', 'http://[::1]:8081'],
    ['github-api-url', 'https://ghe.example/api/v3', 'githubApiUrl', 'https://ghe.example/api/v3'],
    ['github-token', 'x'.repeat(520), 'githubToken', 'x'.repeat(520)],
    ['user-agent', 'MyResume/1.0 (me@example.com)', 'userAgent', 'MyResume/1.0 (me@example.com)'],
    ['environment', ' home page ', 'environment', 'home page'],
    ['access-token-secret', 'my_token', 'accessTokenSecret', 'my_token'],
  ])('%s: %j', (name, text, key, value) => {
    expect(settings({ [name]: text })[key]).toEqual(value)
  })

  test.each([
    ['123456', '123456', undefined],
    ['-1001234567890', '-1001234567890', undefined],
    ['-1001234567890/7', '-1001234567890', 7],
    ['@channel', '@channel', undefined],
    ['@channel/12', '@channel', 12],
  ])('telegram-chat-id: %s', (text, chatId, threadId) => {
    expect(settings({ 'telegram-bot-token': '1:a-B_c', 'telegram-chat-id': text }).telegram).toEqual({
      botToken: '1:a-B_c',
      chatId,
      threadId,
      apiUrl: 'https://api.telegram.org',
    })
  })
})

describe('bad input', () => {
  test.each<[InputName, string, string]>([
    ['client-id', '', 'missing'],
    ['client-secret', '', 'missing'],
    ['client-secret', ' \n', 'blank'],
    ['access-token', '   ', 'blank'],
    ['github-token', ' ', 'blank'],
    ['refresh-token', '"quoted"', 'quoted'],
    ['refresh-token', '«quoted»', 'quoted'],
    ['refresh-token', 'two words', 'has_spaces'],
    ['auth-code', 'кириллица', 'has_spaces'],
    ['resume-ids', 'a1, ../me', 'bad_resume_id'],
    ['resume-ids', 'резюме', 'bad_resume_id'],
    ['resume-ids', 'all, a1', 'all_mixed_with_ids'],
    ['max-wait', 'soon', 'not_duration'],
    ['max-wait', '15', 'not_duration'],
    ['max-wait', '-5m', 'not_duration'],
    ['max-wait', '2 days', 'not_duration'],
    ['max-wait', '5.1h', 'too_long_duration'],
    ['request-timeout', '0', 'not_duration'],
    ['request-timeout', '0s', 'not_duration'],
    ['request-timeout', 'x', 'not_duration'],
    ['request-timeout', '11m', 'too_long_duration'],
    ['dry-run', 'yes', 'not_boolean'],
    ['language', 'de', 'not_one_of'],
    ['notify', 'sometimes', 'not_one_of'],
    ['redact', 'maybe', 'not_one_of'],
    ['host', 'example.com', 'not_one_of'],
    ['api-url', 'api.hh.ru', 'not_url'],
    ['api-url', 'ftp://api.hh.ru', 'not_url'],
    ['api-url', 'http://api.hh.ru', 'not_secure_url'],
    ['api-url', 'http://127.0.0.1.example.com', 'not_secure_url'],
    ['api-url', 'https://me:pass@api.hh.ru', 'url_extras'],
    ['api-url', 'https://api.hh.ru/?a=b', 'url_extras'],
    ['github-api-url', 'https://api.github.com/#x', 'url_extras'],
    ['redirect-uri', 'http://example.com', 'not_secure_url'],
    ['telegram-api-url', 'nonsense', 'not_url'],
    ['user-agent', 'Моё/1.0 (я)', 'bad_user_agent'],
    ['access-token-secret', '1ST', 'bad_secret_name'],
    ['access-token-secret', 'MY-TOKEN', 'bad_secret_name'],
    ['access-token-secret', 'github_token', 'bad_secret_name'],
    ['refresh-token-secret', 'hh_resume_touch_probe', 'bad_secret_name'],
    ['refresh-token-secret', 'hh_access_token', 'same_secret_names'],
    ['telegram-bot-token', '1:abc', 'telegram_pair_incomplete'],
    ['telegram-chat-id', '123', 'telegram_pair_incomplete'],
  ])('%s: %j is %s', (name, text, kind) => {
    expect(problems({ [name]: text }).map((problem) => problem.split(': ')[1])).toEqual([kind])
  })

  test.each([
    ['1:abc', 'chat', 'telegram-chat-id: bad_chat_id'],
    ['1:abc', '@a b', 'telegram-chat-id: has_spaces'],
    ['abc', '123', 'telegram-bot-token: bad_bot_token'],
    ['1:../me', '123', 'telegram-bot-token: bad_bot_token'],
  ])('telegram: %s and %s', (bot, chat, problem) => {
    expect(problems({ 'telegram-bot-token': bot, 'telegram-chat-id': chat })).toEqual([problem])
  })

  test('no token and no code', () => {
    expect(problems({ 'access-token': '' })).toEqual(['access-token: no_tokens'])
    expect(problems({ 'access-token': '', 'auth-code': 'CODE' })).toEqual([])
  })

  test('all problems are told at once, in the language that was asked for', () => {
    const result = read({ 'client-id': '', 'max-wait': 'x', host: 'x', language: 'ru' })
    expect(result).toMatchObject({ ok: false, language: 'ru' })
    expect(problems({ 'client-id': '', 'max-wait': 'x', host: 'x' })).toEqual([
      'client-id: missing',
      'max-wait: not_duration',
      'host: not_one_of',
    ])
    expect(read({ language: 'de' })).toMatchObject({ ok: false, language: 'en' })
  })

  test('no problem repeats a value', () => {
    const result = read({ 'client-secret': 'very secret', 'api-url': 'https://u:very@x.example' })
    expect(JSON.stringify(result)).not.toContain('very')
  })
})
