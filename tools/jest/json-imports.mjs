// GitHub's language service imports JSON the bundlers' way; jest, like Node, wants each such import marked.
export default {
  process: (/** @type {string} */ source) => ({
    code: source.replace(/^(import \w+ from "[^"]+\.json");?$/gm, "$1 with { type: 'json' };"),
  }),
}
