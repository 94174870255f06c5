import { expect, test } from '@jest/globals'
import { repositoryGiven, repositoryHere, repositoryIn } from '../../../src/github/repository.js'

test.each([
  ['https://github.com/owner/name.git', 'owner/name'],
  ['https://user@github.com/owner/na.me', 'owner/na.me'],
  ['git@github.com:owner/name.git', 'owner/name'],
  ['ssh://git@ghe.example.com:22/owner/name/', 'owner/name'],
  ['/srv/git/owner/name', undefined],
  ['https://github.com/owner', undefined],
  ['https://gitlab.com/group/sub/name', undefined],
  ['git@github.com:ow ner/name', undefined],
  ['', undefined],
])('the repository of remote %j is %j', (remote, name) => expect(repositoryIn(remote)).toBe(name))

test.each([
  ['owner/name', 'owner/name'],
  [' https://github.com/owner/name ', 'owner/name'],
  ['https://github.com/owner/name.git', 'owner/name'],
  ['https://github.com/owner/name/settings/secrets/actions?x#y', 'owner/name'],
  ['github.com/owner/name', 'owner/name'],
  ['git@github.com:owner/name.git', 'owner/name'],
  ['https://github.com/owner', undefined],
  ['nonsense', undefined],
])('the repository that is typed as %j is %j', (typed, name) => expect(repositoryGiven(typed)).toBe(name))

test('the workflow’s own variable comes before the working copy, if it is a name', async () => {
  const git = async () => 'git@github.com:a/b'
  expect(await repositoryHere({ env: { GITHUB_REPOSITORY: 'c/d' }, git })).toBe('c/d')
  expect(await repositoryHere({ env: { GITHUB_REPOSITORY: 'nonsense' }, git })).toBe('a/b')
  expect(await repositoryHere({ env: {}, git }, { GITHUB_REPOSITORY: 'e/f' })).toBe('e/f')
  expect(await repositoryHere({ env: {}, git: async () => undefined })).toBeUndefined()
})
