/** What can be wrong with one input. */
export type InputProblemKind =
  | 'missing'
  | 'blank'
  | 'quoted'
  | 'cyrillic'
  | 'has_spaces'
  | 'not_boolean'
  | 'not_duration'
  | 'too_long_duration'
  | 'not_one_of'
  | 'not_time_zone'
  | 'not_url'
  | 'not_secure_url'
  | 'url_extras'
  | 'no_code_in_address'
  | 'bad_resume_id'
  | 'all_mixed_with_ids'
  | 'bad_secret_name'
  | 'same_secret_names'
  | 'app_incomplete'
  | 'app_and_token'
  | 'not_pem'
  | 'telegram_pair_incomplete'
  | 'bad_chat_id'
  | 'chat_without_minus'
  | 'chat_is_link'
  | 'bad_bot_token'
  | 'bad_user_agent'
  | 'no_tokens'
  /** Of the names in `.env`. */
  | 'unknown_setting'
  | 'cyrillic_name'

/** Details for the sentence on an input. Never the input's value. */
export interface InputDetails {
  /** `not_one_of`: the values that are allowed, ready to print: `en, ru`. */
  allowed?: string
  /** `too_long_duration`: the longest that is allowed, in milliseconds. */
  longest?: number
  /** The other input of a pair, as the person writes it. */
  other?: string
  /** `unknown_setting`: what may have been meant. */
  similar?: string | undefined
}

export interface InputProblem {
  /** The input's name as the person wrote it: `client-id`, or `HH_CLIENT_ID` outside Actions. */
  input: string
  kind: InputProblemKind
  details: InputDetails
}
