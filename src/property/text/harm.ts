/** Who is hurt if a property is violated: the world outside the app, the user, the provider, or the team. In order of harm. */
export const harms = ['world', 'user', 'provider', 'team'] as const
export type Harm = (typeof harms)[number]
