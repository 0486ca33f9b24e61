import { describe, expect, it } from "vitest";
import { GET as alive } from "@/app/api/health/route";
import { GET as ready } from "@/app/api/health/ready/route";
import { POST as signOut } from "@/app/api/sign-out/route";
import { clientAddress } from "@/lib/http/limits";
import { call } from "../../support/call";

const from = (address: string) => ({ "x-silica-socket-address": address });
const networkOf = (address: string) => clientAddress(new Request("http://localhost", { headers: from(address) }));

describe("a client", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["192.0.2.1:4711", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::6", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::6]:443", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["unknown", "unknown"],
    ["<script>", "<script>"],
  ])("at %s is known as %s", (address, network) => expect(networkOf(address)).toBe(network));

  it("gains nothing from the many addresses of its network, nor from a header that no proxy wrote", async () => {
    const limit = Number(process.env.REQUESTS_PER_MINUTE ?? 600);
    const statuses = new Set<number>();
    for (let made = 0; made <= limit; made++) {
      const headers = { ...from(`2001:db8:9:9::${made.toString(16)}`), "x-forwarded-for": `192.0.2.${made % 250}` };
      statuses.add((await call(signOut, { headers })).status);
    }
    expect([...statuses]).toEqual([204, 429]);
    for (const probe of [alive, ready]) {
      expect((await call(probe, { method: "GET", headers: from("2001:db8:9:9::1") })).status).toBe(200);
    }
  });
});
