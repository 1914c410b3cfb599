export { incidentOf } from './incident.ts'
export { readLog } from './read-log.ts'
export { recipeOf } from './recipe.ts'
export { summaryOf } from './summary.ts'
