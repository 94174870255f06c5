import type { Answer, Call, Handler } from './exchange.js'

interface Route {
  method: string
  pattern: string
  matcher: RegExp
  handle: Handler
}

/** How a service answers what its routes do not cover. */
interface Otherwise {
  notFound: (call: Call) => Answer
  /** The path exists, the method does not; without it, `notFound`. */
  wrongMethod?: (call: Call) => Answer
}

/**
 * Finds a handler by routes written as `METHOD /path/{name}`. A placeholder stands for one segment, encoded slashes
 * included, and `{+name}` for several; of two routes that fit, the first wins.
 */
export function createRouter(routes: Record<string, Handler>, otherwise: Otherwise) {
  const table = Object.entries(routes).map(([key, handle]) => compile(key, handle))
  return (method: string, path: string) => {
    const fitting = table.filter((route) => route.matcher.test(path))
    const route = fitting.find((candidate) => candidate.method === method)
    if (route) {
      const groups = route.matcher.exec(path)?.groups ?? {}
      const params = Object.fromEntries(Object.entries(groups).map(([key, value]) => [key, decode(value)]))
      return { route: `${method} ${route.pattern}`, params, handle: route.handle }
    }
    const handle = (fitting.length > 0 && otherwise.wrongMethod) || otherwise.notFound
    return { route: `${method} ${fitting[0]?.pattern ?? path}`, params: {}, handle }
  }
}

function compile(key: string, handle: Handler): Route {
  const [method = '', pattern = ''] = key.split(' ')
  const source = pattern.replace(/\{\+(\w+)\}/g, '(?<$1>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  return { method, pattern, matcher: new RegExp(`^${source}$`), handle }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
