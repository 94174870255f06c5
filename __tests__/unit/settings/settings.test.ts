import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { HOUR, MINUTE, SECOND } from '../../../src/domain/clock.js'
import {
  defaultOf,
  INPUT_NAMES,
  type InputName,
  readSettings,
  type Settings,
  secretsGiven,
  secretsToMask,
} from '../../../src/settings/settings.js'

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

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const action = parse(readFileSync('action.yml', 'utf8'))

describe('defaults', () => {
  test('are those of action.yml', () => {
    const documented = Object.entries<{ default?: string }>(action.inputs).map(([name, input]) => [
      name,
      input.default ?? '',
    ])
    const inActions = { 'github-api-url': '$'.concat('{{ github.api_url }}') } as Record<string, string>
    const ours = INPUT_NAMES.map((name) => [name, inActions[name] ?? defaultOf(name)])
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(documented))
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
      githubApp: undefined,
      accessTokenSecret: 'HH_ACCESS_TOKEN',
      refreshTokenSecret: 'HH_REFRESH_TOKEN',
      environment: undefined,
      maxWaitMs: 0,
      dryRun: false,
      telegram: undefined,
      notify: 'changes',
      language: 'en',
      timeZone: 'Europe/Moscow',
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
    ['max-wait', '5 m', 'maxWaitMs', 5 * MINUTE],
    // White space as a web page's text has it.
    ['max-wait', '5\u00a0m', 'maxWaitMs', 5 * MINUTE],
    ['request-timeout', '20\u2009s', 'requestTimeoutMs', 20 * SECOND],
    ['request-timeout', '20\ts', 'requestTimeoutMs', 20 * SECOND],
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
    ['redirect-uri', 'https://me.example/cb/', 'redirectUri', 'https://me.example/cb/'],
    ['redirect-uri', 'http://localhost:8080/', 'redirectUri', 'http://localhost:8080/'],
    ['redirect-uri', 'https://me.example/%D0%B0//b/', 'redirectUri', 'https://me.example/%D0%B0//b/'],
    ['auth-code', 'ABC123', 'authCode', 'ABC123'],
    ['auth-code', 'code=ABC123', 'authCode', 'ABC123'],
    ['auth-code', '"code=ABC123"', 'authCode', 'ABC123'],
    ['auth-code', 'ABC123&state=xyz', 'authCode', 'ABC123'],
    ['auth-code', 'http://localhost:8080/?state=xyz&amp;code=ABC123', 'authCode', 'ABC123'],
    ['auth-code', '?state=xyz&code=ABC123', 'authCode', 'ABC123'],
    ['auth-code', ' http://localhost:8080/?code=ABC123&state=xyz\n', 'authCode', 'ABC123'],
    ['auth-code', 'localhost:8080/?code=ABC%2F1%2B%3D#x', 'authCode', 'ABC/1+='],
    ['auth-code', 'https://me.example/cb/?state=x&code=AB\nC1', 'authCode', 'ABC1'],
    ['auth-code', ' "hhrc1.AB CD"', 'authCode', '"hhrc1.AB CD"'],
    ['refresh-token', 'code=1', 'refreshToken', 'code=1'],
    ['resume-ids', 'https://hh.ru/resume/0a1B', 'resumeIds', ['0a1B']],
    [
      'resume-ids',
      'a1 https://spb.hh.ru/resume/b2?from=list#top,rabota.by/resume/c3/ http://hh1.az/resume/a1',
      'resumeIds',
      ['a1', 'b2', 'c3'],
    ],
    ['time-zone', 'Asia/Almaty', 'timeZone', 'Asia/Almaty'],
    ['time-zone', 'UTC', 'timeZone', 'UTC'],
    ['host', 'hh.kz', 'timeZone', 'Asia/Almaty'],
    ['host', 'headhunter.ge', 'timeZone', 'Asia/Tbilisi'],
  ])('%s: %j', (name, text, key, value) => {
    expect(settings({ [name]: text })[key]).toEqual(value)
  })

  test.each([
    ['123456', '123456', undefined],
    ['-1001234567890', '-1001234567890', undefined],
    ['-1001234567890/7', '-1001234567890', 7],
    ['@channel', '@channel', undefined],
    ['@channel/12', '@channel', 12],
    ['-1001234567890/1', '-1001234567890', undefined],
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
    ['auth-code', 'кириллица', 'cyrillic'],
    // The second letter is Cyrillic.
    ['client-id', 'AСE', 'cyrillic'],
    ['client-secret', 'sеcret', 'cyrillic'],
    ['access-token-secret', 'HH_АCCESS_TOKEN', 'cyrillic'],
    ['auth-code', 'http://localhost:8080/?error=access_denied&state=x', 'no_code_in_address'],
    ['auth-code', 'http://localhost:8080/?code=&state=x', 'no_code_in_address'],
    ['auth-code', 'https://hh.ru/account/login', 'no_code_in_address'],
    ['auth-code', 'code=%E0%A4%A', 'no_code_in_address'],
    ['auth-code', 'code=%20x', 'has_spaces'],
    ['refresh-token', 'naïve', 'has_spaces'],
    ['resume-ids', 'https://example.com/resume/a1', 'bad_resume_id'],
    ['resume-ids', 'https://nothh.ru/resume/a1', 'bad_resume_id'],
    ['resume-ids', 'https://hh.ru/vacancy/1', 'bad_resume_id'],
    ['time-zone', 'Moscow', 'not_time_zone'],
    ['time-zone', '+03:00', 'not_time_zone'],
    ['resume-ids', 'a1, ../me', 'bad_resume_id'],
    ['resume-ids', 'резюме', 'cyrillic'],
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
    ['1:abc', '1001234567890', 'telegram-chat-id: chat_without_minus'],
    ['1:abc', '1001234567890/5', 'telegram-chat-id: chat_without_minus'],
    ['1:abc', 'https://t.me/channel', 'telegram-chat-id: chat_is_link'],
    ['1:abc', 't.me/c/1234567890/5', 'telegram-chat-id: chat_is_link'],
    ['abc', '123', 'telegram-bot-token: bad_bot_token'],
    ['1:../me', '123', 'telegram-bot-token: bad_bot_token'],
  ])('telegram: %s and %s', (bot, chat, problem) => {
    expect(problems({ 'telegram-bot-token': bot, 'telegram-chat-id': chat })).toEqual([problem])
  })

  test('no token and no code', () => {
    expect(problems({ 'access-token': '' })).toEqual(['access-token: no_tokens'])
    expect(problems({ 'access-token': '', 'auth-code': 'CODE' })).toEqual([])
  })

  test('all problems are reported at once, in the chosen language', () => {
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

const pem = (type: 'pkcs1' | 'pkcs8') => RSA.export({ type, format: 'pem' }).toString()

describe('a GitHub App', () => {
  const app = (id: string, key: string) => ({ 'github-app-client-id': id, 'github-app-private-key': key })

  test.each<[string, (pem: string) => string]>([
    ['as it is', (text) => text],
    ['with escaped line breaks', (text) => text.replaceAll('\n', '\\n')],
    ['with the line breaks of Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['in one line', (text) => text.replaceAll('\n', ' ')],
    ['in quotes, as a file has it', (text) => `"${text.replaceAll('\n', '\\n')}"`],
  ])('has a private key %s', (_, change) => {
    for (const type of ['pkcs1', 'pkcs8'] as const) {
      const { githubApp } = settings(app('Iv23abc', change(pem(type))))
      expect(githubApp).toEqual({ clientId: 'Iv23abc', privateKey: pem(type) })
    }
  })

  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  test.each<[string, string]>([
    ['a word', 'key'],
    ['a public key', createPublicKey(RSA).export({ type: 'spki', format: 'pem' }).toString()],
    ['a key that was cut', pem('pkcs8').slice(0, 400)],
    ['a key with a piece missing', pem('pkcs8').replace(/\n.{64}\n/, '\n')],
    ['a key of another kind', elliptic.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('has no use for %s', (_, key) => {
    expect(problems(app('Iv23abc', key))).toEqual(['github-app-private-key: not_pem'])
  })

  test('is given whole, and instead of a token', () => {
    expect(problems(app('Iv23abc', ''))).toEqual(['github-app-private-key: app_incomplete'])
    expect(problems(app('', pem('pkcs1')))).toEqual(['github-app-client-id: app_incomplete'])
    expect(problems({ ...app('Iv23abc', pem('pkcs1')), 'github-token': 'ghp_1' })).toEqual([
      'github-token: app_and_token',
    ])
  })
})

test('the zone is the machine’s own where one sits at it, unless another is named', () => {
  const zoneOf = (inputs: Partial<Record<InputName, string>>) => {
    const given = { ...GIVEN, ...inputs }
    const source = { read: (name: InputName) => given[name] ?? '', nameOf: (name: InputName) => name }
    const result = readSettings(source, { ownTimeZone: 'Asia/Tokyo' })
    return result.ok && result.settings.timeZone
  }
  expect([zoneOf({ host: 'hh.uz' }), zoneOf({ 'time-zone': 'UTC' })]).toEqual(['Asia/Tokyo', 'UTC'])
})

test('what is masked: the secrets as they were given, and as they are used', () => {
  const inputs: Partial<Record<InputName, string>> = {
    ...GIVEN,
    'auth-code': 'http://localhost/?code=CODE%2F1',
    'github-app-client-id': 'Iv1',
    'github-app-private-key': pem('pkcs1').replaceAll('\n', '\\n'),
    'telegram-bot-token': '1:abc',
    'telegram-chat-id': '5',
  }
  expect(secretsGiven({ read: (name) => inputs[name] ?? '' })).toEqual([
    'SECRET',
    'ACCESS',
    'http://localhost/?code=CODE%2F1',
    inputs['github-app-private-key'],
    '1:abc',
  ])
  const used = secretsToMask(settings(inputs))
  expect(used).toEqual(['SECRET', 'ACCESS', 'CODE/1', pem('pkcs1'), '1:abc'])
})
