export const model = 'gpt-4o'

/** A class cannot be called. */
export class Assistant {
  readonly model = model
}
