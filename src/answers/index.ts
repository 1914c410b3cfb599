export { defaultAnswers } from './default.ts'
