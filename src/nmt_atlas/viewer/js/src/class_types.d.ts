// What travels between a class's screens and the server (see classroom/seats.py).
import type { BlockData } from "./leaf_types.js";
import type { InkStroke, Scene, Triple } from "./types.js";

export interface HeldData { draft: Record<string, string>; query: string; hand: string; size: number; strokes: number }
export interface CountData { label: string; count: number; right?: boolean }

/** Any message of the server: each kind reads the fields that it has. */
export interface Message {
  say: string; text?: string; kind?: string;
  title?: string; naming?: string; name?: string; role?: string; code?: string;
  address?: string; qr?: { size: number; path: string } | null;
  led?: boolean; blank?: boolean; ended?: boolean; left?: number | null; timer?: string; present?: number;
  body?: string; scene?: Partial<Scene> & { ink?: InkStroke[] }; paint?: { kind: string; color: string; vertices: string; weights: string }[]; silent?: boolean;
  round?: number; open?: boolean; prompt?: string; takes?: string; blocks?: BlockData[]; held?: HeldData; given?: string;
  answered?: number; right?: number | null; rows?: CountData[]; uid?: string;
  number?: number; named?: boolean; pointed?: Triple | null; spot?: boolean; teams?: number;
  notes?: { where: string; words: string; ahead: string }; standings?: { name: string; points: number }[];
}

/** What the page was given: words, and how it reads. */
export interface Given { texts: Record<string, string>; viewer: Record<string, string>; language: string }

/** What an answer was sent as, until the server has it. */
export interface Sent { say: string; uid: string; round: number; [key: string]: unknown }
