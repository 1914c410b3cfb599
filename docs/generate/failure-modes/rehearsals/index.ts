export * from './answers.ts'
export * from './models.ts'
export * from './refusals.ts'
export * from './time.ts'
