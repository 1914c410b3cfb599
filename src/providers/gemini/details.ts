import type { Problem, Exchange } from '../../kit.ts'
import { isVertex } from './path.ts'
import { quotaOf, secondsOf } from './quota.ts'

type Detail = Readonly<Record<string, unknown>> & { readonly '@type': string }

function detail(type: string, members: Readonly<Record<string, unknown>>): Detail {
  return { '@type': `type.googleapis.com/google.rpc.${type}`, ...members }
}

/** The API's message for an unknown key. */
export const wrongKey = 'API key not valid. Please pass a valid API key.'

/** Exact causes that the API names, by the kind of problem. */
const reasons: Partial<Readonly<Record<Problem['kind'], string>>> = { authentication: 'API_KEY_INVALID', billing: 'BILLING_DISABLED' }

/**
 * The machine-readable details next to an error's message: the wrong argument, the exact cause, the exhausted
 * quota, and when to retry (https://cloud.google.com/apis/design/errors#error_details; as quoted in continuedev/continue#10748
 * and google-gemini/gemini-cli#8437).
 */
export function detailsOf(problem: Problem, exchange: Exchange): readonly Detail[] {
  return [
    ...argumentAtFault(problem),
    ...exactCause(problem, exchange),
    ...usedUpQuota(problem, exchange),
    ...(problem.retryAfter === undefined ? [] : [detail('RetryInfo', { retryDelay: secondsOf(problem.retryAfter) })]),
  ]
}

function argumentAtFault({ kind, parameter, message }: Problem): readonly Detail[] {
  if (kind !== 'bad-request' || parameter === undefined) return []
  return [
    detail('BadRequest', {
      fieldViolations: [{ ...(parameter === '' ? {} : { field: parameter }), ...(message === undefined ? {} : { description: message }) }],
    }),
  ]
}

function exactCause({ kind, message }: Problem, { request }: Exchange): readonly Detail[] {
  const reason = reasons[kind]
  if (reason === undefined || message !== undefined) return []
  const isToken = kind === 'authentication' && isVertex(request)
  const service = isVertex(request) ? 'aiplatform.googleapis.com' : 'generativelanguage.googleapis.com'
  return [
    detail('ErrorInfo', {
      reason: isToken ? 'ACCESS_TOKEN_TYPE_UNSUPPORTED' : reason,
      domain: 'googleapis.com',
      metadata: { service },
    }),
    ...(isToken || kind !== 'authentication' ? [] : [detail('LocalizedMessage', { locale: 'en-US', message: wrongKey })]),
  ]
}

function usedUpQuota(problem: Problem, exchange: Exchange): readonly Detail[] {
  const quota = quotaOf(problem, exchange)
  if (quota === undefined || isVertex(exchange.request)) return []
  const { metric, id, value } = quota
  const violation = {
    quotaMetric: `generativelanguage.googleapis.com/${metric}`,
    quotaId: id,
    quotaDimensions: { location: 'global', model: exchange.call.model },
    quotaValue: String(value),
  }
  const links = [{ description: 'Learn more about Gemini API quotas', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' }]
  return [detail('QuotaFailure', { violations: [violation] }), detail('Help', { links })]
}
