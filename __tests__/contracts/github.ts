import { type Contract, createContract } from './contract.js'

const HEADERS = 'https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api'
const REDIRECTS = 'https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api'
const PROBLEMS = 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api'

const error = {
  type: 'object',
  required: ['message', 'documentation_url', 'status'],
  properties: {
    message: { type: 'string' },
    documentation_url: { type: 'string' },
    status: { type: 'string', pattern: '^[45]\\d\\d$' },
  },
  additionalProperties: false,
}

const moved = {
  type: 'object',
  required: ['message', 'url', 'documentation_url'],
  properties: {
    message: { const: 'Moved Permanently' },
    url: { type: 'string' },
    documentation_url: { type: 'string' },
  },
  additionalProperties: false,
}

/** GitHub's own description, and what its prose says beyond it. */
export const gitHubContract: Contract = createContract('github.openapi.generated.json', {
  parameters: [
    { in: 'header', name: 'User-Agent', required: true, schema: { minLength: 1 }, source: HEADERS },
    {
      in: 'header',
      name: 'Accept',
      required: true,
      schema: { pattern: '^application/vnd\\.github(\\.v3)?\\+json$' },
      source: HEADERS,
    },
    {
      in: 'header',
      name: 'Authorization',
      required: true,
      // The code is all that a manifest's page came back with; who an owner is, anybody can ask.
      except: ['POST /app-manifests/{code}/conversions', 'GET /users/{username}'],
      schema: { pattern: '^([Bb]earer|token) \\S+$' },
      source: HEADERS,
    },
    {
      in: 'header',
      name: 'X-GitHub-Api-Version',
      schema: { enum: ['2022-11-28'] },
      source: 'https://docs.github.com/rest/about-the-rest-api/api-versions',
    },
    {
      in: 'path',
      name: 'secret_name',
      schema: { pattern: '^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_][A-Za-z0-9_]*$' },
      source: 'https://docs.github.com/actions/reference/security/secrets#naming-your-secrets',
    },
  ],
  responses: [
    ...[400, 401, 403, 404, 409, 422, 429].map((status) => ({ status, schema: error, source: PROBLEMS })),
    { status: 301, schema: moved, source: REDIRECTS },
  ],
  closed: ['actions-public-key', 'actions-secret'],
  // GitHub Enterprise Server: https://docs.github.com/enterprise-server/rest/quickstart
  base: '(?:/api/v3)?',
  collaborators: [
    // Where a 301 of a renamed repository leads.
    /^(?:\/api\/v3)?\/repositories\/\d+$/,
    // Pages for a browser.
    /^\/(?:organizations\/[^/]+\/)?settings\/apps(?:\/new)?$/,
    /^\/apps\/[^/]+\/installations\/new$/,
  ],
})
