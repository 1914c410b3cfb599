/** A key in the form that each provider issues. Those of Azure, Mistral, Cohere and Ollama have no prefix: they are known once they were sent. */
export const issuedKeys = {
  openai: 'sk-proj-Zx81kfQm2pWvT3BlbkFJ90aaBBccDDeeFF',
  anthropic: 'sk-ant-api03-R2D2c3POabcdEFGH1234-5678_AA',
  gemini: 'AQ.Ab8RN6JxkK3v9Q2LmPz71sTuVwXyZ',
  geminiBefore: 'AIzaSyA1234567890abcdefghijklmnopqrstuv',
  azure: '0123456789abcdef0123456789abcdef',
  bedrock: 'ABSKQmVkcm9ja0FQSUtleS0xMjM0NTY3ODkw',
  bedrockAccess: 'AKIAIOSFODNN7EXAMPLE',
  mistral: 'qW3rtYu1oPasDfGh7jkLzXcVbnM0qWer',
  cohere: 'mNbvCxzLkjHgfDsapoIuyTrewq1234567890aBcD',
  ollama: '4f1b0c9de27a4a6e8f3c5d7b9a1e2f30.Zt7QmX2cV8nB4kLp',
  openrouter: 'sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef',
  vercel: 'vck_3kQ7ZpW1mX9cV5bN8tR2yH6jL4sD0fGa',
} as const
