import { afterEach, describe, expect, test } from "vitest";
import { TimerWheel } from "@/lib/simulator/wheel";

describe("TimerWheel", () => {
  let nowMs = 0;
  let wheel = new TimerWheel(() => nowMs);
  const restart = (at = 0) => {
    nowMs = at;
    wheel = new TimerWheel(() => nowMs);
  };
  const moveTo = (ms: number) => {
    nowMs = ms;
    wheel.advance();
  };
  afterEach(() => wheel.stop());

  test("runs each callback once, when it is due and not before", () => {
    restart(1000);
    const ran: number[] = [];
    for (const due of [1000, 1003, 1050, 1500, 9000]) wheel.at(due, () => ran.push(due));
    moveTo(1002);
    expect(ran).toEqual([]);
    moveTo(1010);
    expect(ran).toEqual([1000, 1003]);
    moveTo(1499);
    expect(ran).toEqual([1000, 1003, 1050]);
    moveTo(1504);
    moveTo(8999);
    expect(ran).toEqual([1000, 1003, 1050, 1500]);
    moveTo(9004);
    moveTo(20_000);
    expect(ran).toEqual([1000, 1003, 1050, 1500, 9000]);
  });

  test("runs what comes due during a pause longer than a turn", () => {
    restart();
    const ran: number[] = [];
    for (const due of [10, 5000, 12_000]) wheel.at(due, () => ran.push(due));
    moveTo(60_000);
    expect(ran.sort((a, b) => a - b)).toEqual([10, 5000, 12_000]);
  });

  test("a callback may wait again, and is reached without going round", () => {
    restart();
    let count = 0;
    const again = () => {
      if (++count < 5) wheel.at(nowMs, again);
    };
    wheel.at(0, again);
    for (let ms = 4; ms <= 60; ms += 4) moveTo(ms);
    expect(count).toBe(5);
  });

  test("a cancelled callback does not run", () => {
    restart();
    const ran: string[] = [];
    const cancel = wheel.at(8, () => ran.push("cancelled"));
    wheel.at(8, () => ran.push("kept"));
    cancel();
    cancel();
    moveTo(20);
    expect(ran).toEqual(["kept"]);
  });
});
