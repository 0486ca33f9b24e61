import type { Call } from "../call";
import { Refusal } from "../refusal";
import { settleVideos } from "./videos";

/** GET /user/info: money as strings, most of the rest empty. */
export async function userInfo(call: Call): Promise<void> {
  if (call.world.userInfoGone) throw new Refusal(410, { text: "Gone" });
  settleVideos(call.world);
  const { gifted, charged, total } = call.world.ledger.balance();
  await call.sendJson({
    code: 20000,
    message: "OK",
    status: true,
    data: {
      id: "simulated-account",
      name: "",
      image: "",
      email: "",
      isAdmin: false,
      balance: gifted,
      status: "normal",
      introduction: "",
      role: "",
      chargeBalance: charged,
      totalBalance: total,
    },
  });
}
