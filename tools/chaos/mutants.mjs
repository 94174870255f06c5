/**
 * Bugs that the search must find: exact replacements in the compiled program. Each text must be there exactly once, so
 * that a mutant can't silently miss what it was meant for.
 */
export const MUTANTS = {
  'touch-before-stage': [
    'src/tokens/rotate.js',
    'const outcome = await spend();',
    `const outcome = await spend();
    if (outcome.ok) {
      const list = await context.headHunter.resumes(outcome.value.accessToken);
      for (const { id, status } of list.ok ? list.value.resumes : [])
        if (status === 'published') await context.headHunter.publish(outcome.value.accessToken, id);
    }`,
  ],
  'save-not-awaited': [
    'src/tokens/rotate.js',
    'await save(outcome.value, printer, context)',
    '(save(outcome.value, printer, context), stepResult())',
  ],
  'probe-own-name': [
    'src/compose.js',
    'refreshTokenGiven: settings.refreshToken !== undefined,',
    'refreshTokenGiven: settings.refreshToken !== undefined, given: settings.refreshToken,',
    'src/github/store.js',
    "this.#write(PROBE_SECRET, 'written to see whether it can be')",
    "this.#write(this.#options.refreshTokenSecret, this.#options.given ?? '')",
  ],
  'no-probe': [
    'src/tokens/refresh.js',
    'await verifyStore(context, { isDue: true });',
    '{ ...stepResult(), proof: { ok: true } };',
  ],
  'proof-remembered': [
    'src/tokens/attempt.js',
    'await store.verifyWritable();',
    'await (store.proof ??= store.verifyWritable());',
  ],
  'one-refusal-believed': [
    'src/tokens/refresh.js',
    'const ASK_AGAIN_AFTER_MS = [2 * SECOND, 5 * SECOND, 10 * SECOND];',
    'const ASK_AGAIN_AFTER_MS = [];',
  ],
  'guess-by-hand': [
    'src/tokens/concurrent-refresh.js',
    '!byHand && !isRenewal && looksLikeRecentRun(written)',
    'looksLikeRecentRun(written)',
  ],
  'guess-though-seen': [
    'src/tokens/concurrent-refresh.js',
    'if (queuedAt !== undefined && written.known)',
    'if (false)',
  ],
  'plain-without-stage': [
    'src/github/store.js',
    'return this.#writeDeciding(this.#options.refreshTokenSecret, encodeStagedPair(pair), { budgetMs, signal });',
    `const first = await this.#writeDeciding(this.#options.accessTokenSecret, pair.accessToken, { budgetMs, signal });
        if (!first.ok) return first;
        return this.#writeDeciding(this.#options.refreshTokenSecret, pair.refreshToken, { budgetMs, signal });`,
  ],
  'settle-unaccepted': [
    'src/tokens/refresh.js',
    'if (accessToken === undefined)\n        return renew(request, context);',
    `if (accessToken === undefined)
        return renew(request, context);
    await finalizeWhole(request.candidate, context.clock.now(), context);`,
  ],
  'save-unaccepted': [
    'src/tokens/save.js',
    'if (whole.expiresAt - hhNow < OUTLIVES_BY_MS)',
    'if (false)',
    'src/tokens/refresh.js',
    '? renew({ ...request, refusal: answer.diagnostic }, context)',
    `? (await finalizeWhole(request.candidate, context.clock.now(), context),
          renew({ ...request, refusal: answer.diagnostic }, context))`,
  ],
  'swallowed-save-error': ['src/tokens/rotate.js', 'if (!staged.ok) {', 'if (staged.ok === undefined) {'],
  'retry-with-new-token': [
    'src/tokens/refresh.js',
    'return after(after(rotation, recovered), await openAccount(outcome.value, context));',
    `const entered = await openAccount(outcome.value, context);
    if (entered.kind !== 'signed-in') await context.headHunter.refresh(outcome.value.refreshToken);
    return after(after(rotation, recovered), entered);`,
  ],
  'no-signal-guard': [
    'src/tokens/rotate.js',
    'return context.shutdown.runCritical(',
    'return ((section) => section())(',
  ],
  'code-under-client-secret-alone': [
    'src/tokens/recovery-code.js',
    'Buffer.concat([lengthPrefixed(clientSecret), lengthPrefixed(oldAccessToken)])',
    'lengthPrefixed(clientSecret)',
  ],
  'code-under-one-token': [
    'src/tokens/recovery-code.js',
    'new Set([oldAccessToken, otherAccessToken])',
    'new Set([otherAccessToken])',
  ],
  'no-second-look': [
    'src/touch/touch.js',
    'this.#withinReach(await this.#lookAgain(open))',
    'this.#withinReach(open)',
  ],
  'no-mask': [
    'src/headhunter/oauth.js',
    'reporter.mask(secret);',
    ';',
    'src/tokens/rotate.js',
    'context.reporter.mask(accessToken);',
    ';',
    'src/tokens/rotate.js',
    'context.reporter.mask(secret);',
    ';',
  ],
  'claim-unreached': [
    'src/github/store.js',
    "return this.#storeHealth('unknown', { severity: 'notice', diagnostic });",
    "return this.#storeHealth('likely', { severity: 'notice', diagnostic });",
  ],
  'deaf-after-deadline': [
    'src/headhunter/call.js',
    'const LISTENING_MS = 5 * MINUTE;',
    'const LISTENING_MS = 0;',
  ],
  'codings-not-undone': [
    'src/http/body.js',
    'isText(bytes) ? bytes : await decode(bytes, codingsIn(headers))',
    'bytes',
  ],
  'only-json-types': [
    'src/headhunter/oauth.js',
    'const tokensIn = ({ status, body }, spent) => {',
    `const tokensIn = ({ status, body, headers }, spent) => {
    if (!/json/.test(headers['content-type'] ?? '')) return undefined;`,
  ],
  'refresh-token-demanded': [
    'src/headhunter/oauth.js',
    'return isSuccess || isNewPair ? { accessToken, refreshToken } : undefined;',
    'return isNewPair ? { accessToken, refreshToken } : undefined;',
  ],
  'stray-refusal-believed': [
    'src/github/store.js',
    "const retriesAll = this.#writing === 'verified'",
    'const retriesAll = false',
  ],
  'signal-unheard': [
    'src/run.js',
    "ports.shutdown.cancelled.then(() => 'cancelled'),",
    'new Promise(() => { }),',
  ],
  'odd-item-stops-all': [
    'src/headhunter/resumes.js',
    'if (items.length > 0 && resumes.length === 0)',
    'if (resumes.length < items.length)',
  ],
  'env-lock-not-taken': [
    'src/env-file/store.js',
    'const lock = await lockFor(path, clock);',
    'const lock = { ok: true, isHeld: async () => true, release: async () => { } };',
  ],
  'stored-pair-ignored': [
    'src/tokens/refresh.js',
    'const candidate = storedCandidate(await context.store.current(), context);',
    'const candidate = undefined;',
  ],
  'setup-moves-the-old-pair': [
    'src/cli/setup/secrets.js',
    'whole.find(({ isAccepted }) => isAccepted) ?? whole[0]',
    'whole.at(-1)',
  ],
}
