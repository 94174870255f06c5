import { code, given, type Phrasing } from '../../reasons/index.js'
import type { Messages } from '../types.js'

export const inputs = ({
  formats,
  forEnvironment,
  command,
  input: inputName,
}: Phrasing): Messages['inputs'] => ({
  missing: (input) =>
    `${code(input)} is empty. If it comes from a secret, check the secret’s name and that this repository has it.`,
  blank: (input) => `${code(input)} is blank. Save the value again.`,
  quoted: (input) => `${code(input)} is in quotes. Save the value without them.`,
  cyrillic: (input) =>
    `${code(input)} has Cyrillic letters, some of which look like Latin ones. Copy the value again from where it was issued.`,
  has_spaces: (input) =>
    `${code(input)} has a space, a line break or another character that does not belong there. Copy the value again in one piece.`,
  not_boolean: (input) => `${code(input)} must be ${code('true')} or ${code('false')}.`,
  not_duration: (input) =>
    `${code(input)} must be a duration such as ${code('90s')}, ${code('15m')} or ${code('1h')}.`,
  too_long_duration: (input, { longest }) =>
    `${code(input)} must be ${given(longest, (ms) => `${formats.duration(ms)} at most`) || 'shorter'}.`,
  not_one_of: (input, { allowed }) =>
    `${code(input)} must be ${given(allowed, (list) => `one of these: ${list}`) || 'one of the documented values'}.`,
  not_time_zone: (input) =>
    `${code(input)} must be the name of a time zone, such as ${code('Europe/Moscow')} or ${code('Asia/Almaty')}.`,
  not_url: (input) => `${code(input)} must be a whole address, such as ${code('https://api.example.com')}.`,
  not_secure_url: (input) =>
    `${code(input)} must begin with ${code('https://')}. Only this machine is allowed ${code('http://')}: ${code('http://localhost:8080')}.`,
  url_extras: (input) =>
    `${code(input)} must be an address without a user name, ${code('?')} or ${code('#')}. Remove them and what follows.`,
  no_code_in_address: (input) =>
    `${code(input)} is an address without a code. Log in again and copy the whole address at which the browser ends.`,
  bad_resume_id: (input) =>
    `${code(input)} has an invalid id. Copy the address of the resume’s page, such as ${code('https://hh.ru/resume/0123abcd…')}.`,
  all_mixed_with_ids: (input) => `${code(input)} has both ${code('all')} and ids. Keep one or the other.`,
  bad_secret_name: (input) =>
    `${code(input)} must be a secret’s name: Latin letters, digits and ${code('_')}, no digit first, no ${code('GITHUB_')} in front.`,
  same_secret_names: (input, { other }) =>
    `${code(input)} and ${given(other, code) || 'the other name'} are the same. Each token needs a secret of its own.`,
  app_incomplete: (input, { other }) =>
    `${code(input)} is empty, but ${given(other, code) || 'the other one'} is set. A GitHub App needs both: fill it in, or empty both.`,
  app_and_token: (input, { other }) =>
    `${code(input)} and ${given(other, code) || 'a GitHub App'} are both set. Keep one of them.`,
  not_pem: (input) =>
    `${code(input)} is not a private key. Paste the whole ${code('.pem')} file that GitHub gave you.`,
  telegram_pair_incomplete: (input, { other }) =>
    `${code(input)} is empty, but ${given(other, code) || 'the other one'} is set. Telegram needs both: fill it in, or empty both.`,
  bad_chat_id: (input) =>
    `${code(input)} must be a number such as ${code('-1001234567890')}, or ${code('@channel')}. Add ${code('/5')} for a topic.`,
  chat_without_minus: (input) =>
    `${code(input)} lacks the minus in front. A group’s number begins with ${code('-100')}.`,
  chat_is_link: (input) =>
    `${code(input)} is a link. Write ${code('@channel')} for ${code('t.me/channel')}, ${code('-1001234567890/5')} for ${code('t.me/c/1234567890/5')}.`,
  bad_bot_token: (input) =>
    `${code(input)} is not a bot’s token. Copy it whole from @BotFather: digits, a colon, letters.`,
  bad_user_agent: (input) =>
    `${code(input)} must be one line of Latin letters with a contact, such as ${code('MyResume/1.0 (me@example.com)')}.`,
  no_tokens: (input) =>
    `${code(input)} and the other tokens are empty. ${forEnvironment(`Get a code in the browser, run the workflow by hand and paste it into its ${inputName('auth-code')} field.`, `Run ${command('login')}.`)}`,
  unknown_setting: (name, { similar }) =>
    `${code(name)} is not a setting.${given(similar, (meant) => ` Did you mean ${code(meant)}?`)}`,
  cyrillic_name: (name) => `${code(name)} has Cyrillic letters in its name. Write the name in Latin letters.`,
})
