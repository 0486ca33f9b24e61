import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535);
const milliseconds = (standard: number, minimum = 1) =>
  z.coerce.number().int().min(minimum).max(86_400_000).default(standard);
const count = (standard: number, maximum = 1_000_000_000) =>
  z.coerce.number().int().min(1).max(maximum).default(standard);
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const isOrigin = (text: string) => /^https?:/.test(text) && URL.parse(text)?.origin === text;
const origins = z
  .string()
  .default("")
  .transform((list) => list.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string().refine(isOrigin, "must be an origin such as https://media.example")));
/** CNY=0.14, EUR=1.08 */
const currencyRates = z
  .string()
  .default("")
  .transform((list) => list.split(/[\s,]+/).filter(Boolean))
  .pipe(
    z.array(z.string().regex(/^[A-Z]{3}=(?=.*[1-9])\d{1,6}(\.\d{1,9})?$/, "must be a list such as CNY=0.14, EUR=1.08")),
  )
  .transform((entries) => entries.map((entry) => ({ currency: entry.slice(0, 3), worth: entry.slice(4) })));
/** What the provider's account may ask of a model in a minute: `<model>=<images>/<requests>`. */
const modelLimits = z
  .string()
  .default("")
  .transform((list) => list.split(/[\s,]+/).filter(Boolean))
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^[^=]+=[1-9]\d{0,8}\/[1-9]\d{0,8}$/,
          "must be <model>=<images>/<requests>, such as Kwai-Kolors/Kolors=2/10",
        )
        .transform((text) => {
          const [model = "", images, requests] = text.split(/=|\/(?=\d+$)/);
          return [model, { images: Number(images), requests: Number(requests) }] as const;
        }),
    ),
  );
/** Unset and empty mean the same in a .env file. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** Every setting of the installation. `.env.example` documents each; a test compares the two. */
export const Environment = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),

  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
  DATABASE_POOL_SIZE: count(20, 500),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  APP_URL: httpUrl.default("http://localhost:3000"),
  PORT: port.default(3000),
  HOST: z.string().default("0.0.0.0"),
  /** where the launcher keeps the database it runs when DATABASE_URL is not set, and files that have no other place */
  DATA_FOLDER: z.string().default("./data"),
  /** number of reverse proxies in front whose X-Forwarded-For may be believed */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),

  SILICONFLOW_API_KEY: optional(z.string().min(1)),
  SILICONFLOW_BASE_URL: httpUrl.default("https://api.ap.siliconflow.com/v1"),
  SILICONFLOW_MEDIA_ORIGINS: origins,
  /** set by the launcher when it runs the provider's double: every page then says so */
  SILICONFLOW_SIMULATED: z
    .enum(["0", "1"])
    .default("0")
    .transform((value) => value === "1"),
  STORAGE_URL: z
    .string()
    .regex(
      /^(file:(\/\/\/|(?!\/\/)).+|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^?#\s]*)?(\?[^#\s]*)?)$/,
      "must be file:<folder>, such as file:./data/storage, or s3://<bucket>?endpoint=<address>&region=<region>",
    )
    .default("file:./data/storage"),
  S3_ACCESS_KEY_ID: optional(z.string().min(1)),
  S3_SECRET_ACCESS_KEY: optional(z.string().min(1)),
  /** how long a bucket may be silent */
  STORAGE_TIMEOUT_MS: milliseconds(30_000, 100),

  SIGNUP: z.enum(["invite", "open", "closed"]).default("invite"),
  GITHUB_ID: optional(z.string().min(1)),
  GITHUB_SECRET: optional(z.string().min(1)),
  GOOGLE_ID: optional(z.string().min(1)),
  GOOGLE_SECRET: optional(z.string().min(1)),
  OIDC_ISSUER: optional(httpUrl),
  OIDC_ID: optional(z.string().min(1)),
  OIDC_SECRET: optional(z.string().min(1)),

  /** lets a scheduler call /api/cron/jobs with `Authorization: Bearer …`, where no process lives on */
  CRON_SECRET: optional(z.string().min(16, "must have at least 16 characters")),

  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency code such as USD")
    .default("USD"),
  /** what one unit of another currency is worth in CURRENCY: prices known only in it are converted */
  CURRENCY_RATES: currencyRates,
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),

  SESSION_LIFETIME_MS: z.coerce
    .number()
    .int()
    .min(60_000)
    .default(30 * 86_400_000),
  INVITATION_LIFETIME_MS: z.coerce
    .number()
    .int()
    .min(60_000)
    .default(7 * 86_400_000),
  LOGIN_ATTEMPTS_PER_ACCOUNT: count(10),
  LOGIN_ATTEMPTS_PER_CLIENT: count(30),
  LOGIN_WINDOW_MS: milliseconds(15 * 60_000),
  REQUESTS_PER_MINUTE: count(600),
  REQUEST_BODY_BYTES: count(1_048_576, 100_000_000),
  UPLOAD_PICTURE_BYTES: count(25_000_000, 100_000_000),
  UPLOAD_DOCUMENT_BYTES: count(50_000_000, 1_000_000_000),
  UPLOAD_AUDIO_BYTES: count(200_000_000, 2_000_000_000),
  /** results of the provider that are larger are not kept; pictures have to fit into memory to be looked at */
  CAPTURE_PICTURE_BYTES: count(40_000_000, 200_000_000),
  CAPTURE_VIDEO_BYTES: count(500_000_000, 2_000_000_000),
  CAPTURE_AUDIO_BYTES: count(100_000_000, 2_000_000_000),
  /** what the files of one person may take together; 0 is no limit */
  STORAGE_QUOTA_BYTES: z.coerce.number().int().min(0).max(1e15).default(20_000_000_000),
  /** how long what is thrown away can be brought back */
  TRASH_DAYS: count(30, 3_650),

  PROVIDER_CONNECT_TIMEOUT_MS: milliseconds(10_000),
  PROVIDER_FIRST_TOKEN_TIMEOUT_MS: milliseconds(60_000),
  PROVIDER_GAP_TIMEOUT_MS: milliseconds(30_000),
  PROVIDER_TOTAL_TIMEOUT_MS: milliseconds(600_000),
  PROVIDER_ATTEMPTS: count(3, 3),
  PROVIDER_RETRY_BASE_MS: milliseconds(1_000),
  PROVIDER_RETRY_CAP_MS: milliseconds(30_000),
  PROVIDER_IMAGES_PER_MINUTE: count(60),
  PROVIDER_REQUESTS_PER_MINUTE: count(300),
  PROVIDER_MODEL_LIMITS: modelLimits,

  /** calls of the studios under way at once, of everybody and of one person; the others wait for their turn */
  STUDIO_CALLS: count(16, 1_000),
  STUDIO_CALLS_PER_USER: count(8, 1_000),

  CHAT_STREAMS_PER_USER: count(8, 1000),
  /** speeches that one person may listen to at once while they are made, at one process */
  SPEECH_LISTENERS_PER_USER: count(16, 1000),
  /** of the bench, for each person; of one day all are kept */
  BENCH_RUNS_KEPT: count(500, 100_000),
  /** token deltas of a stream that arrive within this time are passed on together; the first is never held */
  CHAT_COALESCE_MS: z.coerce.number().int().min(0).max(1000).default(40),
  CHAT_CHECKPOINT_MS: milliseconds(1_000),
  CHAT_LEASE_MS: milliseconds(5_000, 100),
  CHAT_READER_STALL_MS: milliseconds(60_000),
  CHAT_LOG_BYTES: count(2_097_152),
  CHAT_DEFAULT_MODEL: optional(z.string()),
  CHAT_TITLE_MODEL: optional(z.string()),
  CHAT_UNDO_MS: milliseconds(10_000),

  /** calls of a model that one answer may take, tools between them */
  CHAT_TOOL_STEPS: count(8, 50),
  TOOL_TIMEOUT_MS: milliseconds(30_000),
  /** how long a tool that costs money, or asks first, waits for its person */
  TOOL_CONSENT_MS: milliseconds(300_000),
  /** origins that tools may call although their addresses are private */
  TOOL_ORIGINS: origins,
  WEATHERAPI_BASE_URL: httpUrl.default("https://api.weatherapi.com/v1"),

  CHARGE_LEASE_MS: milliseconds(900_000),
  SWEEP_INTERVAL_MS: milliseconds(2_000, 50),
  JOB_LEASE_MS: milliseconds(30_000, 100),
  /** per process and lane: calls of the provider, captures of what it made, everything else */
  JOB_CONCURRENCY: count(16, 1_000),
  CRON_BUDGET_MS: milliseconds(240_000, 100),
  /** the first pause between two questions about a clip; it doubles */
  VIDEO_POLL_MS: milliseconds(5_000, 10),
  /** so long after its submission a clip counts as never to come */
  VIDEO_LIMIT_MS: milliseconds(7_200_000),
  /** of one text that is spoken */
  SPEECH_CHARACTERS: count(200_000, 1_000_000),
  MODEL_SYNC_INTERVAL_MS: milliseconds(3_600_000),
  /** how often rows and files are compared */
  STORAGE_CHECK_INTERVAL_MS: milliseconds(86_400_000, 1_000),
  SHUTDOWN_GRACE_MS: milliseconds(20_000),
});
export type Environment = z.infer<typeof Environment>;
