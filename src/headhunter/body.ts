import * as v from 'valibot'
import type { Diagnostic, Outcome } from '../domain/diagnostic.js'
import type { HttpResponse } from '../domain/http.js'
import { unreadable } from './errors.js'
import { parseJson } from './formats.js'

/** A body by its schema. What does not fit is a diagnostic that says so, and never what the body was. */
export const parseBody = <S extends v.GenericSchema>(
  response: HttpResponse,
  schema: S,
): Outcome<v.InferOutput<S>> => {
  const json = parseJson(response.body)
  if (json === undefined) return refused(unreadable('answer_not_json', response))
  const parsed = v.safeParse(schema, json)
  return parsed.success
    ? { ok: true, value: parsed.output }
    : refused(unreadable('answer_unexpected', response))
}

const refused = (diagnostic: Diagnostic): { ok: false; diagnostic: Diagnostic } => ({ ok: false, diagnostic })
