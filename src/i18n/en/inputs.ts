import { code, given, type Phrasing } from '../../reasons/index.js'
import type { Messages } from '../types.js'

export const inputs = ({
  formats,
  forEnvironment,
  command,
  input: inputName,
}: Phrasing): Messages['inputs'] => ({
  missing: (input) =>
    `${code(input)} is empty: fill it in, and if it comes from a secret, check the secret’s name and that it is set in this repository.`,
  blank: (input) => `${code(input)} holds nothing but white space: save the value once more.`,
  quoted: (input) => `${code(input)} is in quotes: save the value without them.`,
  has_spaces: (input) =>
    `${code(input)} has a space, a line break or another invisible character inside: copy the value once more, in one piece.`,
  not_boolean: (input) => `${code(input)} must be ${code('true')} or ${code('false')}.`,
  not_duration: (input) =>
    `${code(input)} is no length of time: write a number and a unit, such as ${code('90s')}, ${code('15m')} or ${code('1h')}.`,
  too_long_duration: (input, { longest }) =>
    `${code(input)} is too long: give ${given(longest, (ms) => `${formats.duration(ms)} at most`) || 'a shorter time'}.`,
  not_one_of: (input, { allowed }) =>
    `${code(input)} has a value that is not known: use ${given(allowed, (list) => `one of ${list}`) || 'one that the README names'}.`,
  not_url: (input) =>
    `${code(input)} is no web address: write it whole, such as ${code('https://api.example.com')}.`,
  not_secure_url: (input) =>
    `${code(input)} must begin with ${code('https://')}, since tokens travel there; ${code('http://')} is for this very machine only, such as ${code('http://localhost:8080')}.`,
  url_extras: (input) =>
    `${code(input)} must be an address alone: take out the user name, the part after ${code('?')} and the part after ${code('#')}.`,
  bad_resume_id: (input) =>
    `${code(input)} has an id that is none: an id has only letters and digits, and stands in the address of the resume’s page after ${code('/resume/')}.`,
  all_mixed_with_ids: (input) => `${code(input)} has both ${code('all')} and ids: keep one or the other.`,
  bad_secret_name: (input) =>
    `${code(input)} is no name that GitHub takes for a secret: use letters, digits and ${code('_')}, with no digit first and no ${code('GITHUB_')} in front.`,
  same_secret_names: (input, { other }) =>
    `${code(input)} and ${given(other, code) || 'the other secret’s name'} are the same: each token needs a secret of its own.`,
  telegram_pair_incomplete: (input, { other }) =>
    `${code(input)} is empty while ${given(other, code) || 'its partner'} is set: Telegram needs both; fill it in, or empty the other.`,
  app_incomplete: (input, { other }) =>
    `${code(input)} is empty while ${given(other, code) || 'its partner'} is set: a GitHub App needs both; fill it in, or empty the other.`,
  app_and_token: (input) =>
    `${code(input)} is set beside a GitHub App: give one of them, and empty the other.`,
  not_pem: (input) =>
    `${code(input)} is not a private key: paste the whole \`.pem\` file that GitHub gave you, from \`-----BEGIN\` to \`END … KEY-----\`.`,
  bad_chat_id: (input) =>
    `${code(input)} is no chat: write its number, such as ${code('-1001234567890')}, or ${code('@channel')}, with ${code('/5')} after it for a topic.`,
  bad_bot_token: (input) =>
    `${code(input)} is no bot’s token: copy it whole from @BotFather, digits, colon and letters.`,
  bad_user_agent: (input) =>
    `${code(input)} can’t be sent: write it on one line in plain Latin letters as a name and a contact, such as ${code('MyResume/1.0 (me@example.com)')}.`,
  no_tokens: (input) =>
    `${code(input)} is empty, and so are the other tokens: give a token pair, or ${forEnvironment(`get a new code in the browser and hand it in as ${inputName('auth-code')}`, `run ${command('login')}`)}.`,
})
