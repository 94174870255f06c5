/*
 * npm run gallery: everything that a person may read, on one page, for reading through before a release.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { exhibitsOf, performAll } from './gallery.js'
import { galleryPage } from './page.js'

mkdirSync('reports', { recursive: true })
writeFileSync('reports/gallery.html', galleryPage(exhibitsOf(await performAll())))
console.log('reports/gallery.html')
