// Writes docs/troubleshooting.md and .ru.md from the message catalogues; run `npm run compile` before.
import { writeFileSync } from 'node:fs'
import { troubleshooting } from '../../lib/tools/docs/troubleshooting.js'

for (const [language, file] of [
  ['en', 'troubleshooting.md'],
  ['ru', 'troubleshooting.ru.md'],
]) {
  writeFileSync(new URL(`../../docs/${file}`, import.meta.url), troubleshooting(language))
}
