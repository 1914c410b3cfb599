export { ask } from './app.ts'
