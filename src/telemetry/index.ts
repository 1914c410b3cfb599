export { openTelemetry, type Telemetry, type TelemetryOptions } from './telemetry.ts'
export type { Send } from './collector.ts'
export type { OtlpMetrics } from '../otlp/metrics.ts'
export type { OtlpTraces } from '../otlp/traces.ts'
