export {
  lookAtRepository,
  openSecretsClient as openSecrets,
  type RepositorySecrets as SecretKeeper,
  repositoryGiven,
  repositoryHere,
  repositoryIn,
  withoutPair,
} from '../../github/repository.js'
