// What travels between Python and a leaf (see viewer/leaf.py), and between the leaf's files.

export interface Run { text?: string; style?: string; color?: string; lang?: string }
export interface ButtonData { id: string; label: string; main?: boolean; off?: boolean; told?: string; on?: boolean | null }
export interface PictureData { id: string; label: string; source?: string; off?: boolean; mark?: string }
export interface RankedData {
  id: string; rank?: string; label: string; hint?: string; bar?: number; says?: string;
  chips?: string[]; notes?: string[]; color?: string; on?: boolean; buttons?: ButtonData[];
}
export interface Item { id: string; label: string; hint?: string; on?: boolean }
export interface RowData { id: string; cells: string[]; on?: boolean }
export interface NumberData { id: string; label: string; value?: string; unit?: string; low?: number; high?: number }
export interface MarkData { id: string; label: string; on?: boolean; lines?: { ink: string; d: string }[]; box?: number[] }
export interface BarData { label: string; share?: number; text?: string }

/** A block of any kind: each kind reads the fields that it has. */
export interface BlockData {
  kind: string; id?: string; label?: string; title?: string; text?: string; level?: number;
  runs?: Run[]; tone?: string; inset?: boolean;
  buttons?: ButtonData[]; stacked?: boolean; columns?: number; pair?: boolean;
  on?: boolean; value?: string | number; options?: [string, string][];
  start?: number; end?: number; step?: number; unit?: string;
  hint?: string; query?: string; suggests?: boolean;
  count?: number; counted?: string; open?: boolean; items?: Item[]; more?: string;
  caption?: string; heads?: string[]; rows?: any[]; langs?: string[];
  blocks?: BlockData[]; pictures?: PictureData[]; chips?: BlockData[]; why?: string;
  numbers?: NumberData[]; marks?: MarkData[];
  told?: string; across?: [string, string]; points?: [number, number][]; at?: number; between?: [number, number];
  bars?: BarData[]; until?: string; left?: number;
  done?: string; href?: string; size?: number; path?: string;
  fault?: string; accept?: string; lines?: number;
  what?: string; name?: string; band?: Run[]; busy?: string; failed?: string;
}

export interface Context {
  /** Report what was pressed. */
  tell(id: string, value: boolean | string): void;
  /** Hand over what was written, or what a file says, with the file's name. */
  hand(id: string, text: string, name?: string): void;
  /** The titles of the folds that are open. */
  open: Set<string>;
  /** Tabs that were turned to, by the id of their row. */
  turned: Map<string, string>;
}

export type Write = (given: BlockData, context: Context) => HTMLElement;
/** Show another state of a block in its element; false where it must be written anew. */
export type Update = (node: HTMLElement, given: BlockData, before: BlockData) => boolean;
/** The same for a block that holds others. */
export type Renew = (node: HTMLElement, given: BlockData, before: BlockData, context: Context) => boolean;

export interface LeafModel {
  text: string; topic: string; live: boolean; large: boolean;
  pressed?: { n: number; id: string; value: boolean | string; of?: string };
  written?: { n: number; id: string; text: string; name?: string };
  focus?: { n?: number; id?: string };
  on(names: string | string[], run: () => void): void;
}
