import { type Contract, createContract } from './contract.js'

const EVERY_CALL = 'https://api.hh.ru/openapi/redoc: "Требования к запросам", "Ошибки"'
const USER_AGENT = { type: 'string', pattern: '^[^\\s/()]+/\\d[\\w.+-]* \\(\\S[^()]*\\)$' }

/** An error body of the API with entries of one kind. */
const errorsOf = (type: string, value?: object) => ({
  type: 'object',
  required: ['errors', 'request_id'],
  properties: {
    description: { type: 'string' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: value === undefined ? ['type'] : ['type', 'value'],
        properties: { type: { const: type }, ...(value && { value }) },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
})

/** HeadHunter's own description, and what its prose and its issues say beyond it. */
export const headHunterContract: Contract = createContract('headhunter.openapi.generated.json', {
  parameters: [
    { in: 'header', name: 'HH-User-Agent', required: true, schema: USER_AGENT, source: EVERY_CALL },
    { in: 'header', name: 'User-Agent', required: true, schema: USER_AGENT, source: EVERY_CALL },
    { in: 'query', name: 'locale', schema: { enum: ['RU', 'EN'] }, source: 'GET /locales' },
    {
      in: 'header',
      name: 'Authorization',
      required: true,
      schema: { type: 'string', pattern: '^Bearer \\S+$' },
      operations: [
        'DELETE /token',
        'GET /me',
        'GET /resumes/mine',
        'POST /resumes/{resume_id}/publish',
        'GET /resumes/{resume_id}/status',
        'GET /resumes/{resume_id}/views',
      ],
      source: 'https://api.hh.ru/openapi/redoc: "Авторизация" (securitySchemes)',
    },
    {
      in: 'query',
      name: 'page',
      schema: { type: 'integer', minimum: 1 },
      operations: ['GET /resumes/mine'],
      source: 'nowhere: the answer has `pages`, no parameter is documented; sent from the second page on',
    },
  ],
  responses: [
    {
      status: 400,
      schema: errorsOf('bad_user_agent', { enum: ['unset', 'blacklisted'] }),
      source: 'hhru/api docs_eng/errors.md, #296',
    },
    {
      status: 400,
      schema: errorsOf('bad_argument', { type: 'string' }),
      source: 'hhru/api docs_eng/errors.md',
    },
    { status: 400, schema: errorsOf('bad_request'), source: 'hhru/api docs_eng/errors.md' },
    { status: 404, schema: errorsOf('not_found'), source: 'hhru/api docs_eng/errors.md' },
    {
      status: 405,
      schema: errorsOf('method_not_allowed'),
      source: 'hhru/api docs_eng/resumes.md: other verbs',
    },
    { status: 429, schema: errorsOf('too_many_requests'), source: 'hhru/api #74: requests per second' },
    {
      status: 403,
      schema: {
        type: 'object',
        required: ['error', 'error_description'],
        properties: { error: { const: 'forbidden' }, error_description: { type: 'string' } },
        additionalProperties: false,
      },
      operations: ['POST /token'],
      source: 'hhru/api docs/authorization.md: the description has this body under 400',
    },
  ],
  closed: [
    'ResumesMineItem',
    'ResumesMineResponse',
    'ResumeStatusReadiness',
    'ResumesResumeViewHistoryResponse',
    'AuthUserToken',
    'ErrorsCommonBadAuthorizationErrors',
    'ErrorsCommonNotFoundErrors',
    'ErrorsBadRequestPublishResumeErrors',
    'ErrorsResumeTooManyRequestsApplicantErrors',
  ],
  base: '',
  collaborators: ['/oauth/authorize'],
})
