export { type Section, sectionsFor } from './sections'
