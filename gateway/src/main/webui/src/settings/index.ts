export { SECTIONS, type Section } from './sections'
