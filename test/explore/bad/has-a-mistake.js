// Exports what there is not.
export { client as ask } from './calls-no-provider.ts'
