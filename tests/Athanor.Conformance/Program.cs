using System.CommandLine;
using Athanor.Conformance;

var root = new RootCommand("Runs suites of cases that other implementations wrote, and tells where Athanor differs.")
{
    GoldenCommand.Create(),
    OpsTableCommand.Create(),
};
return root.Parse(args).Invoke();
