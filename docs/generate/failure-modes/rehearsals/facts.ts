import type { AnswerFact } from '../../../../src/index.ts'

export const facts: readonly AnswerFact[] = [
  { prompt: 'refund', truth: 'You may ask for a refund within 30 days.', lies: ['You may ask for a refund within 90 days.'] },
  { prompt: 'What is the code?', truth: 'The code is 4711.', writtenIn: 'The code is 4711' },
  { prompt: 'Since which year', truth: 'The shop has been open since 2024.' },
  { prompt: 'in Greek', truth: 'Το δέμα σας είναι στη Λυών.' },
]
