export const endpoint = 'https://api.openai.com/v1/chat/completions'
