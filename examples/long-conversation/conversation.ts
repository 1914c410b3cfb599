/** One message of a conversation. */
export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

/** A conversation that can be continued. */
export interface Conversation {
  say(text: string): Promise<string>
}

export const instructions = 'You are the assistant of a fitness club. Answer from what the member has told you.'
