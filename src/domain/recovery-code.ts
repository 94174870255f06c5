export const RECOVERY_PREFIX = 'hhrc1.'

/** Removes what copying from a browser or a chat adds: white space, invisible characters, quotes. */
export const withoutPastedExtras = (text: string): string =>
  text.replace(/[\s\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064"'`´‘’‚“”„«»‹›]/g, '')

/** Whether a value has the prefix of a recovery code; opening it validates it. */
export const isRecoveryCode = (text: string): boolean => withoutPastedExtras(text).startsWith(RECOVERY_PREFIX)
