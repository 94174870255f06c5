// The least that an action can be.
import * as core from '@actions/core'

core.getInput('client-id')
