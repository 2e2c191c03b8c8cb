return Athanor.Cli.CommandLine.Run(args);
