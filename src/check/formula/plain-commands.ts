/** How many arguments a command takes. */
export type Arity = 1 | 2;

const named = (names: string) => new Set(names.split(/\s+/u).map((name) => `\\${name}`));

/** Commands without arguments that scripts may follow, and that may be a script. */
export const bases = named(
  `alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi
  omega varepsilon vartheta varpi varrho varsigma varphi Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi
  Omega infty ell hbar imath jmath partial nabla forall exists emptyset varnothing aleph Re Im wp top bot
  angle triangle square bullet star ast circ dagger ddagger cdot cdots ldots vdots ddots times div pm mp
  oplus otimes odot cap cup setminus vee wedge land lor lnot neg in notin ni subset supset subseteq supseteq
  le ge leq geq ne neq equiv approx sim simeq cong propto ll gg prec succ preceq succeq perp parallel mid
  to gets mapsto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow
  uparrow downarrow implies iff langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert
  sum prod coprod int iint iiint oint bigcap bigcup bigoplus bigotimes bigvee bigwedge bigodot biguplus bigsqcup
  leqslant geqslant lesssim gtrsim subsetneq supsetneq nsubseteq nsupseteq nmid nparallel nleq ngeq nless ngtr
  downarrow updownarrow Uparrow Downarrow nearrow searrow swarrow nwarrow longleftarrow longleftrightarrow
  Longrightarrow Longleftarrow Longleftrightarrow longmapsto hookrightarrow hookleftarrow rightleftharpoons
  rightharpoonup leftharpoonup twoheadrightarrow rightsquigarrow leadsto models vdash dashv vDash Vdash asymp
  doteq triangleq bowtie smile frown sqcap sqcup uplus amalg wr diamond bigcirc ominus oslash ltimes rtimes
  triangleleft triangleright trianglelefteq bigtriangleup bigtriangledown therefore because complement mho eth
  beth gimel varkappa digamma flat sharp natural clubsuit diamondsuit heartsuit spadesuit checkmark blacksquare
  lozenge Box square Diamond measuredangle sphericalangle backslash surd colon lbrace rbrace lbrack rbrack
  max min sup inf lim limsup liminf det gcd Pr prime { } | % $ # & _`,
);

/** Commands without arguments that scripts may follow, and that are no script without braces. */
export const functions = named(
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg dim ker deg hom arg dots dotsc dotsb bmod',
);

/** White space; scripts behind it are left to MathJax. */
export const spaces = named(
  ', ; : ! > quad qquad enspace thinspace displaystyle textstyle scriptstyle',
).add('\\ ');

/** Over or under one argument. */
export const accents = named(
  `hat bar vec tilde dot ddot check breve acute grave widehat widetilde overline underline overrightarrow
  overleftarrow overleftrightarrow overbrace underbrace mathring dddot`,
);

/** Other commands with arguments. */
export const commands = new Map<string, Arity>([
  ...list(
    1,
    'sqrt mathbf mathrm mathit mathsf mathtt mathcal mathbb mathfrak mathscr boldsymbol boxed phantom vphantom hphantom cancel bcancel xcancel pmod mathop mathbin mathrel mathopen mathclose mathord smash xrightarrow xleftarrow',
  ),
  ...list(2, 'frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel'),
]);

export const delimiterCommands = named(
  '{ } | langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert backslash lbrace rbrace lbrack rbrack uparrow downarrow updownarrow',
);

/** Before a delimiter. */
export const sizes = named(
  `big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm`,
);

export const environments = new Set(
  'aligned gathered split cases matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array'.split(
    ' ',
  ),
);

function list(arity: Arity, names: string): [string, Arity][] {
  return [...named(names)].map((command) => [command, arity]);
}

/** Read by rules of their own. */
export const structural = named(
  'begin end left middle right text operatorname limits nolimits hline',
);

/** Scripts behind these would be read as more of what they set over or under. */
export const unscripted = named('overset underset');

/** What `\\limits` may follow. */
export const operators = named(
  'sum prod coprod int iint iiint oint bigcap bigcup bigoplus bigotimes bigvee bigwedge max min sup inf lim',
);
