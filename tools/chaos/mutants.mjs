/**
 * Bugs that the search must find: exact replacements in the compiled program. Each text must be there exactly once, so
 * that a plant can't silently miss what it was meant for.
 */
export const PLANTS = {
  'touch-before-stage': [
    'src/tokens/rotate.js',
    'await save(outcome.value, rescue, ports);',
    `{
      const list = await ports.headHunter.resumes(outcome.value.accessToken);
      for (const { id, status } of list.ok ? list.value.resumes : [])
        if (status === 'published') await ports.headHunter.publish(outcome.value.accessToken, id);
      await save(outcome.value, rescue, ports);
    }`,
  ],
  'save-not-awaited': [
    'src/tokens/rotate.js',
    'await save(outcome.value, rescue, ports);',
    'void save(outcome.value, rescue, ports);',
  ],
  'probe-own-name': [
    'src/compose.js',
    'refreshTokenGiven: settings.refreshToken !== undefined,',
    'refreshTokenGiven: settings.refreshToken !== undefined, given: settings.refreshToken,',
    'src/github/store.js',
    "this.#write(PROBE_SECRET, 'written to see whether it can be', PROVING)",
    "this.#write(this.#options.refreshTokenSecret, this.#options.given ?? '', PROVING)",
  ],
  'no-probe': [
    'src/tokens/refresh.js',
    'if (!(await ports.verifyStore()))',
    'if (ports.verifyStore === undefined)',
  ],
  'plain-without-stage': [
    'src/github/store.js',
    'return saved(await this.#write(refreshTokenSecret, encodeStagedPair(pair), saving(budgetMs), signal));',
    `const first = await this.#write(this.#options.accessTokenSecret, pair.accessToken, saving(budgetMs), signal);
      if (!first.ok) return saved(first);
      return saved(await this.#write(refreshTokenSecret, pair.refreshToken, saving(budgetMs), signal));`,
  ],
  'settle-unaccepted': [
    'src/tokens/sign-in.js',
    "    const answer = await checkAccessToken(pair.accessToken, ports.headHunter);\n    if (answer.kind === 'refused') {",
    `    await finalizeWhole(pair, ports.clock.now(), ports);
    const answer = await checkAccessToken(pair.accessToken, ports.headHunter);
    if (answer.kind === 'refused') {`,
  ],
  'save-unaccepted': [
    'src/tokens/finalize.js',
    'if (whole.expiresAt - hhNow < OUTLIVES_BY)',
    'if (false)',
    'src/tokens/sign-in.js',
    "if (answer.kind === 'refused') {\n        return refresh({ pair, held, answerLost, refusal: answer.diagnostic }, ports);",
    `if (answer.kind === 'refused') {
        await finalizeWhole(pair, ports.clock.now(), ports);
        return refresh({ pair, held, answerLost, refusal: answer.diagnostic }, ports);`,
  ],
  'swallowed-save-error': ['src/tokens/rotate.js', 'if (!staged.ok) {', 'if (staged.ok === undefined) {'],
  'retry-with-new-token': [
    'src/tokens/refresh.js',
    'return enter(outcome.value.accessToken, ports);',
    `{
      const entered = await enter(outcome.value.accessToken, ports);
      if (entered.kind !== 'open') await ports.headHunter.refresh(outcome.value.refreshToken);
      return entered;
    }`,
  ],
  'no-signal-guard': [
    'src/tokens/rotate.js',
    'return ports.shutdown.runCritical(',
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
    'src/touch/rounds.js',
    '(await lookAgain(open, session)).filter(withinReach)',
    'open.filter(withinReach)',
  ],
  'no-mask': [
    'src/headhunter/oauth.js',
    'reporter.mask(secret);',
    ';',
    'src/tokens/rotate.js',
    'reporter.mask(secret);',
    ';',
  ],
}
