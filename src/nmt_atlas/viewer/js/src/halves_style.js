// The names over two pictures side by side; names of roots beside their marks, also where bone covers them.
export const HALVES_STYLE = `
.half-name { position: absolute; pointer-events: none; text-align: center; font-weight: 600; padding-top: 8px; box-sizing: border-box; text-shadow: 0 0 6px var(--ground, #fff), 0 0 3px var(--ground, #fff); }
.mark.root span { display: inline !important; }
.half-name[hidden] { display: none; }
`;
