import type { Settings } from '../../settings/settings.js'
import type { Credentials } from '../../tokens/parse-credentials.js'
import { type SignInResult, signIn } from '../../tokens/sign-in.js'
import type { Session } from './session.js'

export interface EntryOptions {
  settings: Settings
  /** The settings' own when left out. */
  given?: Omit<Credentials, 'clientSecret' | 'codeVerifier'>
  /** PKCE's, for the code. */
  codeVerifier?: string | undefined
}

/** How it went to get into the account. */
export interface Entry extends Pick<SignInResult, 'account' | 'diagnostics'> {
  /** A new pair is in the `.env` file. */
  saved: boolean
  accessTokenExpiresAt: number | undefined
}

/** Into the account as a run gets there, but without touching: the store is proved before anything is spent. */
export async function enterAccount(session: Session, options: EntryOptions): Promise<Entry> {
  const { settings, given = settings, codeVerifier } = options
  const { clientSecret, redirectUri } = settings
  const { accessToken, refreshToken, authCode } = given
  const { clock, reporter } = session.outside
  const { account, diagnostics, pair } = await signIn(
    {
      credentials: { clientSecret, accessToken, refreshToken, authCode, codeVerifier },
      redirectUri,
      dryRun: false,
      byHand: true,
      startedAt: clock.now(),
    },
    { ...session, clock, reporter },
  )
  return {
    account,
    diagnostics,
    saved: pair.tokensRotated,
    accessTokenExpiresAt: pair.accessTokenExpiresAt,
  }
}
