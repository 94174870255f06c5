// @ts-check
// All checks, by the name that `npm run check` shows.
import { checkAudit } from './audit.mjs'
import { checkCommands } from './commands.mjs'
import { checkComments } from './comments.mjs'
import { checkForms } from './forms.mjs'
import { checkInputs } from './inputs.mjs'
import { checkLinks } from './links.mjs'
import { checkPins } from './pins.mjs'
import { checkRooms } from './rooms.mjs'
import { checkSupplyChain } from './supply-chain.mjs'
import { checkTwins } from './twins.mjs'
import { checkVersions } from './versions.mjs'
import { checkWords } from './words.mjs'
import { checkWorkflowRights } from './workflow-rights.mjs'
import { checkWorkflows } from './workflows.mjs'

/** @typedef {(project: import('./project.mjs').Project) => import('./project.mjs').Finding[] | Promise<import('./project.mjs').Finding[]>} Check */

/** Those that need nothing but the files. */
export const offlineChecks = /** @type {Record<string, Check>} */ ({
  'action.yml, workflows and those in documents': checkWorkflows,
  'rights and queues of workflows': checkWorkflowRights,
  'pinned actions': checkPins,
  'links and headings': checkLinks,
  'tables of inputs and outputs': checkInputs,
  'commands in documents': checkCommands,
  'English and Russian twins': checkTwins,
  'issue forms': checkForms,
  'licenses and install scripts': checkSupplyChain,
  'rooms and their imports': checkRooms,
  'words of documents': checkWords,
  'words of comments and test titles': checkComments,
  versions: checkVersions,
})

export const checks = /** @type {Record<string, Check>} */ ({ ...offlineChecks, 'npm audit': checkAudit })
