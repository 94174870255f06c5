/** The program's name and version; a test compares them with package.json. */
export const NAME = 'hh-resume-touch'
export const VERSION = '1.0.0'
export const PROJECT_URL = 'https://github.com/hh-resume-touch/hh-resume-touch'

/** HeadHunter wants an application's name and a contact. */
export const USER_AGENT = `${NAME}/${VERSION} (${PROJECT_URL})`
