/** What may be wrong with one input. */
export type InputProblemKind =
  | 'missing'
  | 'blank'
  | 'quoted'
  | 'has_spaces'
  | 'not_boolean'
  | 'not_duration'
  | 'too_long_duration'
  | 'not_one_of'
  | 'not_url'
  | 'not_secure_url'
  | 'url_extras'
  | 'bad_resume_id'
  | 'all_mixed_with_ids'
  | 'bad_secret_name'
  | 'same_secret_names'
  | 'telegram_pair_incomplete'
  | 'bad_chat_id'
  | 'bad_bot_token'
  | 'bad_user_agent'
  | 'no_tokens'

/** What a sentence on an input may mention. Never the input's value. */
export interface InputDetails {
  /** `not_one_of`: the values that are allowed, ready to print: `en, ru`. */
  allowed?: string
  /** `too_long_duration`: the longest that is allowed, in milliseconds. */
  longest?: number
  /** `telegram_pair_incomplete`, `same_secret_names`: the other input of the pair, as the person writes it. */
  other?: string
}

export interface InputProblem {
  /** The input's name as the person wrote it: `client-id`, or `HH_CLIENT_ID` outside Actions. */
  input: string
  kind: InputProblemKind
  details: InputDetails
}
