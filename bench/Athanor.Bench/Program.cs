using Athanor.Bench;

// Each benchmark is a file with a Run of the arguments after its name.
var benchmarks = new SortedDictionary<string, Action<string[]>>
{
    ["conv"] = ConvBench.Run,
    ["dispatch"] = DispatchBench.Run,
    ["gemm"] = GemmBench.Run,
};

if (args.Length > 0 && benchmarks.TryGetValue(args[0], out Action<string[]>? benchmark))
{
    benchmark(args[1..]);
    return 0;
}
Console.WriteLine($"usage: Athanor.Bench {string.Join('|', benchmarks.Keys)} [options]");
return 1;
