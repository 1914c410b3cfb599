export const model = 'gpt-4o'
export class Assistant {}
