// @ts-check
// GitHub's language service imports JSON the bundlers' way; Node wants each such import marked. This marks them.
import { register } from 'node:module'

const hook = `export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context)`

register(`data:text/javascript,${encodeURIComponent(hook)}`)
