import type { IncomingMessage, ServerResponse } from "node:http";
import { catalogue, type CatalogueModel, type ModelType } from "./catalogue";
import { settleVideos } from "./endpoints/videos";
import { faultNames } from "./faults";
import { Fields, isObject } from "./fields";
import type { Limits } from "./options";
import { badParameter, Refusal } from "./refusal";
import type { World } from "./world";

/** Header that carries the key of the control path. */
export const CONTROL_HEADER = "x-simulator-control";
const BODY_LIMIT = 1024 * 1024;

type Command = (world: World, fields: Fields, query: URLSearchParams) => unknown;

const commands: Readonly<Record<string, Command>> = {
  "GET /control/faults": (world) => ({ names: faultNames, faults: world.faults.all() }),
  "POST /control/faults": addFault,
  "DELETE /control/faults": (world, _, query) => world.faults.clear(query.get("id") ?? query.get("name") ?? undefined),
  "GET /control/requests": (world, _, query) => ({ requests: world.requests.list(filterOf(query)) }),
  "DELETE /control/requests": (world) => world.requests.clear(),
  "GET /control/ledger": readLedger,
  "DELETE /control/ledger": (world) => world.ledger.clear(),
  "GET /control/limits": (world) => world.limits.list(),
  "PUT /control/limits": setLimits,
  "PUT /control/pace": setPace,
  "PUT /control/balance": setBalance,
  "GET /control/models": (world) => ({ models: world.listModels() }),
  "POST /control/models": addModel,
  "DELETE /control/models": retireModel,
  "GET /control/voices": (world) => ({ voices: [...world.voices.values()] }),
  "POST /control/voices": addVoice,
  "DELETE /control/voices": removeVoices,
  "PUT /control/settings": changeSettings,
  "POST /control/clock": passTime,
  "POST /control/reset": reset,
};

/** Serves one request to the control path. Its answers are plain JSON with ordinary status codes. */
export async function control(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  query: URLSearchParams,
): Promise<void> {
  const send = (status: number, value: unknown) => {
    const body = Buffer.from(JSON.stringify(value ?? { ok: true }));
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": body.length });
    response.end(body);
  };
  try {
    if (request.headers[CONTROL_HEADER] !== world.settings.apiKey)
      return send(401, { message: `${CONTROL_HEADER} is wrong.` });
    const body = await readObject(request);
    const name = `${request.method} ${pathname}`;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) return send(404, { message: "No such command.", commands: Object.keys(commands) });
    send(200, command(world, new Fields(body), query));
  } catch (error) {
    const wire = error instanceof Refusal ? error.wire : { text: "" };
    send(
      error instanceof Refusal ? error.status : 500,
      "json" in wire ? wire.json : { message: "The command failed." },
    );
  }
}

async function readObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > BODY_LIMIT) throw badParameter("The body is too large.");
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString("utf8");
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // said below
  }
  throw badParameter("The body must be a JSON object.");
}

function addFault(world: World, fields: Fields): unknown {
  const match = fields.raw("match") ?? {};
  if (!isObject(match)) throw badParameter("match must be an object.");
  const { path, model, contains } = match;
  const texts = Object.entries({ path, model, contains }).filter(([, value]) => value !== undefined);
  if (!texts.every(([, value]) => typeof value === "string")) throw badParameter("match must hold strings.");
  const amounts = (["times", "retryAfter", "afterTokens", "delayMs"] as const).map((name) => [
    name,
    fields.number(name, { min: 0 }),
  ]);
  const fault = world.faults.add({
    name: fields.requiredString("name"),
    match: Object.fromEntries(texts),
    ...Object.fromEntries(amounts.filter(([, value]) => value !== undefined)),
  });
  if (!fault) throw badParameter(`name must be one of: ${faultNames.join(", ")}.`);
  return fault;
}

function filterOf(query: URLSearchParams) {
  const limit = Number(query.get("limit"));
  return {
    ...(query.get("path") ? { path: query.get("path")! } : {}),
    ...(query.get("model") ? { model: query.get("model")! } : {}),
    ...(limit > 0 ? { limit } : {}),
  };
}

function readLedger(world: World, _fields: Fields, query: URLSearchParams): unknown {
  settleVideos(world);
  const entries = world.ledger.entries(query.get("model") ?? undefined);
  return { totals: world.ledger.totals(entries), balance: world.ledger.balance(), entries };
}

/** `{ model?, limits: { RPM: 3, … } }` */
function setLimits(world: World, fields: Fields): unknown {
  const limits = fields.raw("limits");
  if (!isObject(limits) || !Object.values(limits).every((value) => typeof value === "number")) {
    throw badParameter("limits must be an object of numbers.");
  }
  world.limits.set(limits as Limits, fields.string("model"));
  return world.limits.list();
}

/** `{ model?, firstTokenMs?, tokensPerSecond? }` */
function setPace(world: World, fields: Fields): unknown {
  const firstTokenMs = fields.number("firstTokenMs", { min: 0 });
  const tokensPerSecond = fields.number("tokensPerSecond", { min: 0 });
  world.paces.set(fields.string("model") ?? "*", {
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
  });
  return Object.fromEntries(world.paces);
}

/** `{ gifted?, charged?, status? }`: amounts as decimal strings, the status of the answer when they are used up */
function setBalance(world: World, fields: Fields): unknown {
  const before = world.ledger.balance();
  const status = fields.number("status") ?? world.noFundsStatus;
  if (status !== 402 && status !== 403) throw badParameter("status must be 402 or 403.");
  try {
    world.ledger.setBalance(fields.string("gifted") ?? before.gifted, fields.string("charged") ?? before.charged);
  } catch {
    throw badParameter("gifted and charged must be decimal strings.");
  }
  world.noFundsStatus = status;
  return world.ledger.balance();
}

/** `{ id, type?, subType?, … }`: one of the catalogue by its id alone, or one of your own */
function addModel(world: World, fields: Fields): unknown {
  const id = fields.requiredString("id");
  const known = catalogue.find((model) => model.id === id);
  const model: CatalogueModel = {
    type: "text" as ModelType,
    subType: "chat",
    served: true,
    capabilities: {},
    ...known,
    ...(fields.body as Partial<CatalogueModel>),
    id,
  };
  if (!isObject(model.capabilities)) throw badParameter("capabilities must be an object.");
  world.addModel(model);
  return model;
}

function retireModel(world: World, _fields: Fields, query: URLSearchParams): unknown {
  return { retired: world.retireModel(query.get("id") ?? "") };
}

/**
 * `{ imageMs?, videoMs?, mediaLifetimeMs?, videoLifetimeMs?, videoBytes?, userInfoGone?, transcriptionsMissing?,
 * transcript?, transcriptSegments? }`
 */
function changeSettings(world: World, fields: Fields): unknown {
  for (const name of ["imageMs", "videoMs", "mediaLifetimeMs", "videoLifetimeMs", "videoBytes"] as const) {
    const value = fields.number(name, { min: 0 });
    if (value !== undefined) world.settings[name] = value;
  }
  world.userInfoGone = fields.boolean("userInfoGone") ?? world.userInfoGone;
  world.transcriptionsMissing = fields.boolean("transcriptionsMissing") ?? world.transcriptionsMissing;
  world.transcriptSegments = fields.boolean("transcriptSegments") ?? world.transcriptSegments;
  world.transcript = fields.string("transcript") ?? world.transcript;
  world.voiceListField = fields.choice("voiceListField", ["results", "result"]) ?? world.voiceListField;
  const { imageMs, videoMs, mediaLifetimeMs, videoLifetimeMs, videoBytes } = world.settings;
  return { imageMs, videoMs, mediaLifetimeMs, videoLifetimeMs, videoBytes, userInfoGone: world.userInfoGone };
}

/** `{ customName, model, text? }`: a voice that somebody else has made with this key */
function addVoice(world: World, fields: Fields): unknown {
  const customName = fields.requiredString("customName");
  const uri = `speech:${customName}:${world.newToken(6)}:${world.newToken(8)}`;
  const voice = { uri, model: fields.requiredString("model"), customName, text: fields.string("text") ?? "" };
  world.voices.set(uri, voice);
  return voice;
}

/** Lets voices go, by their address or their name, as the provider may do; all of them without either. */
function removeVoices(world: World, _fields: Fields, query: URLSearchParams): unknown {
  const [uri, name] = [query.get("uri"), query.get("name")];
  const meant = [...world.voices.values()].filter(
    (voice) => (uri === null || voice.uri === uri) && (name === null || voice.customName === name),
  );
  for (const voice of meant) world.voices.delete(voice.uri);
  return { removed: meant.length };
}

/** `{ advanceMs }`: so much time has passed at once, for addresses, clips and limits alike */
function passTime(world: World, fields: Fields): unknown {
  world.aheadMs += fields.number("advanceMs", { min: 0, required: true }) ?? 0;
  return { now: new Date(world.now()).toISOString() };
}

/** Forgets everything but the settings, and serves the models it began with. */
function reset(world: World): void {
  world.faults.clear();
  world.paces.clear();
  world.requests.clear();
  world.ledger.clear();
  world.ledger.setBalance("0.88", "1000");
  world.limits.reset(world.settings.limits);
  world.promptCache.clear();
  world.videos.clear();
  world.voices.clear();
  world.noFundsStatus = 403;
  world.userInfoGone = false;
  world.transcriptionsMissing = false;
  world.transcriptSegments = false;
  world.transcript = undefined;
  world.voiceListField = "results";
  world.restoreModels();
}
