import { expect, test } from "vitest";
import { isPublicAddress } from "@/lib/net";

const publicOnes = [
  "1.1.1.1",
  "8.8.8.8",
  "100.63.255.255",
  "100.128.0.0",
  "172.15.255.255",
  "172.32.0.1",
  "192.167.255.255",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "2a00:1450:4001:81b::200e",
  "::ffff:8.8.8.8",
  "0:0:0:0:0:ffff:808:808",
  "64:ff9b::8.8.8.8",
];

const others = [
  ["this host", "0.0.0.0"],
  ["this network", "0.1.2.3"],
  ["private", "10.0.0.1"],
  ["private", "172.16.0.1"],
  ["private", "172.31.255.255"],
  ["private", "192.168.1.1"],
  ["carrier's", "100.64.0.1"],
  ["carrier's", "100.127.255.255"],
  ["loopback", "127.0.0.1"],
  ["loopback", "127.255.255.254"],
  ["link-local, metadata of clouds", "169.254.169.254"],
  ["protocol assignments", "192.0.0.8"],
  ["documentation", "192.0.2.1"],
  ["relays of 6to4", "192.88.99.1"],
  ["benchmarks", "198.18.0.1"],
  ["benchmarks", "198.19.255.255"],
  ["documentation", "198.51.100.7"],
  ["documentation", "203.0.113.7"],
  ["multicast", "224.0.0.1"],
  ["reserved", "240.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["unspecified", "::"],
  ["loopback", "::1"],
  ["loopback, in full", "0:0:0:0:0:0:0:1"],
  ["loopback of old form", "::127.0.0.1"],
  ["public, of old form", "::8.8.8.8"],
  ["mapped loopback", "::ffff:127.0.0.1"],
  ["mapped loopback, hexadecimal", "::ffff:7f00:1"],
  ["mapped private", "::FFFF:10.0.0.1"],
  ["mapped metadata", "::ffff:a9fe:a9fe"],
  ["translated", "::ffff:0:127.0.0.1"],
  ["NAT64 of loopback", "64:ff9b::127.0.0.1"],
  ["NAT64 of private", "64:ff9b::a00:1"],
  ["NAT64 of one's own", "64:ff9b:1::8.8.8.8"],
  ["discard", "100::1"],
  ["Teredo", "2001:0:53aa:64c::1"],
  ["ORCHID", "2001:20::1"],
  ["documentation", "2001:db8::1"],
  ["documentation", "3fff::1"],
  ["6to4 of loopback", "2002:7f00:1::"],
  ["6to4 of public", "2002:808:808::1"],
  ["segment routing", "5f00::1"],
  ["unique local", "fc00::1"],
  ["unique local", "fd12:3456:789a::1"],
  ["link-local", "fe80::1"],
  ["link-local with a zone", "fe80::1%eth0"],
  ["site-local", "fec0::1"],
  ["multicast", "ff02::1"],
  ["no address", "localhost"],
  ["nothing", ""],
] as const;

test.each(publicOnes)("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each(others)("%s is not public: %s", (_, address) => {
  expect(isPublicAddress(address)).toBe(false);
});
